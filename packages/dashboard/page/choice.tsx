interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly names?: Readonly<Record<string, string>>;
  readonly onChoose: (value: string) => void;
}

/** A labelled list to choose from. */
export function Choice({label, value, options, names = {}, onChoose}: ChoiceProps) {
  const id = `choose-${label.toLowerCase()}`;
  return (
    <span class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.length === 0 && <option value="">none</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option] ?? option}
          </option>
        ))}
      </select>
    </span>
  );
}
