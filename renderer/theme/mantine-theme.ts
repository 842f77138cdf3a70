/** Mantine in our language of form: font, two weights, small radius, no animation to speak of. Colours come from tokens.css. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#EDF4F7',
  '#DAE8EF',
  '#B9D3DF',
  '#95BBCD',
  '#6E9FB7',
  '#4A85A2',
  '#2F7392',
  '#1B6485',
  '#15536F',
  '#0F4560',
];

export const mantineTheme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '700' },
  defaultRadius: 4,
  respectReducedMotion: true,
  focusRing: 'never', // Our own ring is in base.css, for every element alike.
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        transitionProps: { duration: 0 },
        centered: false,
        returnFocus: true,
        overlayProps: { backgroundOpacity: 0.38 },
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'none' } },
    Select: {
      defaultProps: { openOnFocus: false, comboboxProps: { transitionProps: { duration: 0 } } },
    },
    MultiSelect: {
      defaultProps: { openOnFocus: false, comboboxProps: { transitionProps: { duration: 0 } } },
    },
  },
});

/** Points Mantine's own variables at ours, so that dark and contrast need no second definition. */
export const mantineVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--red)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default-border': 'var(--control)',
  },
  light: {},
  dark: {},
});
