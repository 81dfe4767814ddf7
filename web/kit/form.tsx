/** Forms of an office: what is sent, what was refused, and steps that ask before they are taken. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { CallFailed } from './api.ts';
import { ErrorSummary, Field, type Faults } from './controls.tsx';
import { Failed } from './states.tsx';

type Send<Said, Reply> = {
  /** `key`: the same for the same words, so that a call whose reply was lost is carried out once. */
  send: (said: Said, key: string) => Promise<Reply>;
  done?: (reply: Reply) => unknown;
  /** Field of the form for a pointer of the API (`/members/0/firstName`): its last part unless told otherwise. */
  fieldOf?: (pointer: string) => string;
};

/** Sends what a form says. `refusal` is what was wrong: it takes the focus, and each of its lines leads to a field. */
export function useSend<Said, Reply>({ send, done, fieldOf = lastPart }: Send<Said, Reply>) {
  const [faults, setFaults] = useState<Faults>([]);
  const sent = useRef<{ text: string; key: string }>(undefined);
  const call = useMutation({
    mutationFn: async (said: Said) => {
      // In a list, so that a form without words has a text too.
      const text = JSON.stringify([said]);
      if (sent.current?.text !== text) sent.current = { text, key: crypto.randomUUID() };
      return await send(said, sent.current.key);
    },
    onSuccess: async (reply) => {
      sent.current = undefined;
      await done?.(reply);
    },
    onError: (error) => {
      const errors = error instanceof CallFailed ? (error.problem.errors ?? []) : [];
      setFaults(errors.map(({ pointer, message }) => ({ field: fieldOf(pointer), message })));
    },
  });
  return {
    faults,
    isPending: call.isPending,
    reply: call.data,
    /** `missing`: what the form itself finds wrong; with any of it nothing is sent. */
    submit: (said: Said, missing: Faults = []): void => {
      call.reset();
      setFaults(missing);
      if (missing.length === 0) call.mutate(said);
    },
    refusal: <Refusal error={call.error} faults={faults} />,
  };
}

function lastPart(pointer: string): string {
  return pointer.split('/').at(-1) ?? '';
}

function Refusal({ error, faults }: { error: unknown; faults: Faults }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const whole = error !== null && faults.length === 0;
  useEffect(() => {
    if (whole) box.current?.focus();
  }, [whole, error]);
  if (!whole) return <ErrorSummary faults={faults} />;
  return (
    <div ref={box} tabIndex={-1}>
      <Failed error={error} />
    </div>
  );
}

/** A step that asks first: what it does, and why when a reason is kept with it. */
export function Step(props: {
  label: string;
  children: ReactNode;
  /** Label of the field for the reason, where one is needed or, with `mayLeaveOut`, may be said. */
  why?: string;
  mayLeaveOut?: boolean;
  onDo: (reason: string, key: string) => Promise<unknown>;
}): ReactNode {
  const { label, children, why, mayLeaveOut = false, onDo } = props;
  const id = useId();
  const [reason, setReason] = useState('');
  const step = useSend({ send: async (said: string, key) => await onDo(said, key), fieldOf: () => id });
  return (
    <details className="card step">
      <summary>{label}</summary>
      {children}
      {step.refusal}
      {why !== undefined && <Field name={id} label={why} value={reason} lines onChange={setReason} />}
      <button
        type="button"
        disabled={step.isPending}
        onClick={() =>
          step.submit(
            reason.trim(),
            why !== undefined && !mayLeaveOut && reason.trim() === '' ? [{ field: id, message: `กรอก${why}` }] : [],
          )
        }
      >
        {`ยืนยัน: ${label}`}
      </button>
    </details>
  );
}
