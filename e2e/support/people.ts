/** Who the small demonstration district knows, by desk and role. */
import type { District, Login } from './district.ts';

export const wangchun = '330203008';

/** The first account of that unit with that role. */
export function loginOf(district: District, unit: string, role: string): Login {
  const found = district.logins.find((login) => login.unit === unit && login.roles.includes(role));
  if (found === undefined) throw new Error(`no ${role} of ${unit}`);
  return found;
}
