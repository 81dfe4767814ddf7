/** An object with a value for each key, in the order of the keys. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): Record<Key, Value> {
  // Made of all keys, as the type is.
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>;
}
