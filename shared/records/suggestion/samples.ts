import type { SuggestionData } from './schema.ts';

export const suggestionSamples: readonly SuggestionData[] = [
  {
    from: { type: 'household', id: 'sample-household-1', label: '虞菊兰户' },
    channel: 'visit',
    category: 'community',
    content: '希望社区多办日间照料',
    receivedOn: '2026-10-20',
    source: { type: 'visit', id: 'sample-visit-1', label: '虞菊兰户' },
  },
];
