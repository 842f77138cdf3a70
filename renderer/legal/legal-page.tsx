/** 法律维权: the cases of the rights desk and the clinic. */
import { legalCase } from '../../shared/records/legal_case/index.ts';
import { Board } from '../board/board.tsx';
import { useText } from '../texts/use-text.ts';

export function LegalPage() {
  const { t } = useText();
  return (
    <Board
      spec={{
        type: legalCase,
        here: '/legal',
        title: t('board.legal'),
        subtitle: t('board.legalUnder'),
        line: 'demand',
        under: ['client', 'biz_no'],
        columns: ['category', 'state_label', 'lawyer', 'limitation_on'],
        facets: ['state', 'category', 'desk', 'lawyer'],
        batch: [],
      }}
    />
  );
}
