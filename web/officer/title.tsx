import { useEffect, useRef, type ReactNode } from 'react';

/** The heading of a view. A new view takes the focus to it, so that readers hear where they are. */
export function Title({ children }: { children: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · แฟ้มบ้าน`;
    heading.current?.focus();
  }, [children]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
