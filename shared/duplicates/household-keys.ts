/** Keys of a household: the same door and the same head; a namesake of a head in one community is a hint. */
import { keyOf, type KeysOf } from './key.ts';
import { addressForm, nameForm } from './normalise.ts';

export const householdKeys: KeysOf = ({ data, community }) => {
  const place = community || String(data['community'] ?? '');
  const head = nameForm(labelOf(data['head'])) || nameForm(data['name']).replace(/户$/u, '');
  return [
    ...keyOf('addr_head', 'strong', [place, addressForm(data['addr']), head]),
    ...keyOf('name_place', 'weak', [head, place]),
  ];
};

function labelOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'label' in value ? value.label : '';
}
