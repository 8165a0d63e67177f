import {useMemo, useState} from 'preact/hooks';

/** A field to type in, and the rows that have its text somewhere in theirs. */
export function useTextFilter<Row>(rows: readonly Row[] | null, textOf: (row: Row) => string, placeholder: string) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = useMemo(() => (rows ?? []).filter((row) => textOf(row).toLowerCase().includes(wanted)), [rows, wanted]);
  const field = (
    <label class="filter">
      <span class="soft">Filter</span>
      <input value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder={placeholder} />
    </label>
  );
  return {found, field};
}
