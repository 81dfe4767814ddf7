/** The least a route needs to be chosen. `path` is such as `/v1/households/{id}`, `/files/{path+}` or `$default`. */
export type Route = {
  /** GET, POST, … or ANY */
  readonly method: string;
  readonly path: string;
};

export type RouteMatch<R extends Route> = {
  readonly route: R;
  /** Decoded; a greedy parameter keeps its slashes. */
  readonly parameters: Readonly<Record<string, string>>;
};

type CompiledRoute<R extends Route> = {
  readonly route: R;
  readonly segments: readonly string[];
  /** One digit a segment, lower is more exact; then the method. */
  readonly rank: string;
};

function rankOf(segment: string): string {
  return segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0';
}

function compile<R extends Route>(route: R): CompiledRoute<R> {
  const byMethod = route.method === 'ANY' ? '1' : '0';
  if (route.path === '$default') return { route, segments: ['{default+}'], rank: `9${byMethod}` };
  const segments = route.path.split('/').slice(1);
  return { route, segments, rank: `${segments.map(rankOf).join('')}${byMethod}` };
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function parametersOf(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    if (segment.endsWith('+}')) {
      const rest = path.slice(index).map(decoded);
      if (rest.length === 0 || rest.includes(undefined)) return undefined;
      parameters[segment.slice(1, -2)] = rest.join('/');
      return parameters;
    }
    const value = decoded(path[index] ?? '');
    if (value === undefined || value === '') return undefined;
    if (segment.startsWith('{')) parameters[segment.slice(1, -1)] = value;
    else if (segment !== value) return undefined;
  }
  return pattern.length === path.length ? parameters : undefined;
}

/** What a path leads to: a route, or only that the path is known with other methods. */
export type RouteTable<R extends Route> = {
  find(method: string, rawPath: string): RouteMatch<R> | 'other method' | undefined;
};

/** Chooses routes as API Gateway does: fixed text before `{x}` before `{x+}` before `$default`, a named method before ANY. */
export function routeTable<R extends Route>(routes: readonly R[]): RouteTable<R> {
  const compiled = routes
    .map(compile)
    .sort((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0));
  return {
    find: (method, rawPath) => {
      const path = rawPath.split('/').slice(1);
      let known = false;
      for (const { route, segments } of compiled) {
        const parameters = parametersOf(segments, path);
        if (parameters === undefined) continue;
        if (route.method === method || route.method === 'ANY')
          return { route, parameters: route.path === '$default' ? {} : parameters };
        known = true;
      }
      return known ? 'other method' : undefined;
    },
  };
}
