// Order matters: Mantine first, then our tokens, so that ours win.
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import './tokens.css';
import './base.css';
import './mantine.css';
import './frame.css';
import './parts.css';
import './table.css';
import './form.css';
import './board.css';
import './screens.css';
import './register.css';
import './workflow.css';
import './visits.css';
import './files.css';
import './exchange.css';
import './paper.css';
