/** Where the public figures are: in their bucket, and below the origin of the faces. */
export const PUBLIC_FIGURES = 'figures/';
