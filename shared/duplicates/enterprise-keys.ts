/** Keys of an enterprise: its credit code, its name with who stands for it, or with its telephone. */
import { keyOf, type KeysOf } from './key.ts';
import { codeForm, firmForm, nameForm, normalisePhone } from './normalise.ts';

export const enterpriseKeys: KeysOf = ({ data }) => {
  const name = firmForm(data['name']);
  return [
    ...keyOf('credit_code', 'exact', [codeForm(data['uscc'])]),
    ...keyOf('name_head', 'strong', [name, nameForm(data['legalRep'])]),
    ...keyOf('name_phone', 'strong', [name, normalisePhone(data['contactPhone'])]),
    ...keyOf('name_place', 'weak', [name]),
  ];
};
