/** The colours of both faces, light and dark. Contrast of every pair that is used is at least 4.5, of edges of controls and of focus 3. */
const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ground: ['#f5f7fa', '#0b1220'],
  card: ['#ffffff', '#131c2e'],
  ink: ['#14213d', '#e6ebf5'],
  soft: ['#4a5568', '#a9b4c6'],
  line: ['#cbd5e1', '#2c3a52'],
  edge: ['#4a5568', '#8b98ad'],
  brand: ['#14532d', '#14532d'],
  'on-brand': ['#ffffff', '#ffffff'],
  link: ['#1d4ed8', '#93c5fd'],
  focus: ['#b45309', '#fbbf24'],
  bad: ['#991b1b', '#fca5a5'],
  'bad-ground': ['#fee2e2', '#3b1518'],
  warn: ['#78350f', '#fcd34d'],
  'warn-ground': ['#fef3c7', '#33240a'],
  good: ['#14532d', '#86efac'],
  'good-ground': ['#dcfce7', '#0f2a1a'],
};

/** The list as variables of a style sheet: `--ink` and so on. */
export function colourVariables(): string {
  const variables = (at: 0 | 1): string =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `--${name}: ${pair[at]};`)
      .join(' ');
  return `:root { color-scheme: light dark; ${variables(0)} }
@media (prefers-color-scheme: dark) { :root { ${variables(1)} } }
`;
}
