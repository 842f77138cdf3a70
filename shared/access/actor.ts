/** Who acts. Roles and their reach: domain.md §3.0. */
export const roles = ['L', 'O', 'H', 'D', 'B', 'P', 'W', 'A', 'X'] as const;
/** L 社区联络员 · O 街道侨务干事 · H 街道侨联主席/分管领导 · D 区侨联干部 · B 区侨联领导 · P 承办部门 · W 律师/专家 · A 区级管理员 · X 审计只读. */
export type Role = (typeof roles)[number];

export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly unit: string;
  /** Set for a community account; such an account sees its own community only (D15). */
  readonly community: string;
  readonly roles: readonly Role[];
  /** Roles whose workflow steps this person takes as an appointed substitute today; it gives no other right (domain.md §3). */
  readonly standsInFor?: readonly Role[];
}

/** 海曙区 itself: the scope of the district's own desk and of everything sent down to all units. */
export const districtUnit = '330203000';

export function isDistrictActor(actor: Actor): boolean {
  return actor.unit === districtUnit;
}
