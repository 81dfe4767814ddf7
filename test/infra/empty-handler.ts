/** Stands for a function where only the template matters. */
export async function handler(): Promise<void> {}
