/** What a property, parameter or schema means. */
export type Text = readonly [th: string, en: string];
