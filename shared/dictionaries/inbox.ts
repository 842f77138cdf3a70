/** Dictionaries of online requests (domain.md E81, §3.5). */
import { table } from './table.ts';

export const inboxDictionaries = {
  online_channel: table({
    cmy: ['网上创梦苑', 'Online dream garden'],
    eplus: ['线上E+', 'Online E+'],
    other: ['其他', 'Other'],
  }),
  online_kind: table({
    advice: ['咨询', 'Question'],
    help: ['求助', 'Request for help'],
    idea: ['建议', 'Suggestion'],
    project: ['项目', 'Project'],
    startup: ['创业', 'Start-up'],
    signup: ['活动报名', 'Activity registration'],
    card: ['直通卡', 'Service card'],
  }),
  online_target: table({
    person: ['联络员答复', 'To a liaison'],
    ticket: ['转侨企难题', 'To enterprise ticket'],
    legal: ['转法律维权', 'To legal clinic'],
    hardship: ['转困难帮扶', 'To hardship support'],
    suggestion: ['转意见建议', 'To suggestions'],
  }),
} as const;
