import type {TwinAnswer} from '@cutover/dashboard';

/** What a reader must know of every number of a twin. */
export function marksOf({synthetic, calibrated}: TwinAnswer): readonly string[] {
  return [...(synthetic ? ['synthetic'] : []), ...(calibrated ? [] : ['uncalibrated'])];
}

export function Marks({marks}: {readonly marks: readonly string[]}) {
  return (
    <>
      {marks.map((mark) => (
        <span class="mark" key={mark}>
          {mark}
        </span>
      ))}
    </>
  );
}
