/** Where the roster comes from, and what counts where it says nothing. */
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { rosterAdapters } from '../../shared/rosters/adapters.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { DayBox } from '../form/day-box.tsx';
import { useText } from '../texts/use-text.ts';
import type { RosterRequest } from './roster-shapes.ts';

const methods = ['data', 'visit', 'phone', 'wechat'];

export function RosterChoices(props: {
  request: RosterRequest;
  onChange: (next: RosterRequest) => void;
}) {
  const { t, say, language } = useText();
  const { actor } = useSession();
  const { request, onChange } = props;
  const communities = useAsk('masters.communities', {}).data ?? [];
  const users = useAsk('masters.users', {}).data ?? [];
  const { options } = request;
  const set = (part: Partial<RosterRequest['options']>) =>
    onChange({ ...request, options: { ...options, ...part } });
  return (
    <fieldset className="roster-choices">
      <legend>{t('rosters.options')}</legend>
      <label>
        {t('rosters.source')}
        <select
          className="field-input"
          value={request.adapter}
          onChange={(event) =>
            onChange({ ...request, adapter: event.currentTarget.value, mapping: null })
          }
        >
          {rosterAdapters.map(({ key, title }) => (
            <option key={key} value={key}>
              {say(title)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('rosters.community')}
        <select
          className="field-input"
          value={options.community}
          onChange={(event) => set({ community: event.currentTarget.value })}
        >
          <option value="">{t('rosters.noCommunity')}</option>
          {communities
            .filter(({ unit }) => unit === actor.unit)
            .map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <label>
        {t('rosters.liaison')}
        <select
          className="field-input"
          value={options.liaison}
          onChange={(event) => set({ liaison: event.currentTarget.value })}
        >
          <option value="">{t('rosters.me')}</option>
          {users.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('rosters.verifiedOn')}
        <DayBox
          label={t('rosters.verifiedOn')}
          value={options.verifiedOn}
          describedBy="roster-verified-hint"
          onChange={(day) => set({ verifiedOn: day })}
        />
        <span id="roster-verified-hint" className="meta">
          {t('rosters.verifiedHint')}
        </span>
      </label>
      <label>
        {t('rosters.verifyMethod')}
        <select
          className="field-input"
          disabled={options.verifiedOn === ''}
          value={options.verifyMethod}
          onChange={(event) => set({ verifyMethod: event.currentTarget.value })}
        >
          {methods.map((key) => (
            <option key={key} value={key}>
              {labelOf('verify_method', key, language)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
