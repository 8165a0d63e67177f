import type {Quantity} from '@cutover/dashboard';
import {Num} from '../provenance/number.tsx';

/** A label, and a number for each column: its text, and what it is of. */
export interface ProvenRow {
  readonly label: string;
  readonly cells: readonly (readonly [text: string, of: Quantity])[];
}

interface ProvenTableProps {
  readonly heads: readonly string[];
  readonly rows: readonly ProvenRow[];
}

/** Numbers side by side; a click on one shows where it comes from. */
export function ProvenTable({heads, rows}: ProvenTableProps) {
  return (
    <table class="parts">
      <thead>
        <tr>
          <td />
          {heads.map((name, column) => (
            <th key={column} scope="col" class="number">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({label, cells}) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map(([text, of], column) => (
              <td key={column} class="number">
                <Num of={of} label={label.trim()} text={text} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
