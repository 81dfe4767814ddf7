import type { ReactNode } from 'react';

/** How far something is. `share`: 0 to 1. */
export function Progress({ share, label }: { share: number; label: string }): ReactNode {
  const percent = Math.floor(share * 100);
  return (
    <div className="progress">
      <label>
        {label} {percent.toLocaleString('th-TH')}%
        <progress max={100} value={percent} />
      </label>
    </div>
  );
}
