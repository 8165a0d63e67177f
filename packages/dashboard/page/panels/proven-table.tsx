import {useState} from 'preact/hooks';
import {Provenance} from './provenance.tsx';

/** A label, its text in each run, and the number of a scenario in summary.json that they are; absent: of no such. */
export type ProvenRow = readonly [label: string, texts: readonly string[], number?: string];

interface ProvenTableProps {
  readonly runs: readonly string[]; // run/scenario of each column
  readonly heads: readonly string[];
  readonly rows: readonly ProvenRow[];
}

/** Numbers of runs; a click on one shows where it comes from. */
export function ProvenTable({runs, heads, rows}: ProvenTableProps) {
  const [asked, setAsked] = useState<{run: string; number: string} | null>(null);
  return (
    <>
      <table class="parts">
        <caption class="soft">Click a number to see where it comes from.</caption>
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
          {rows.map(([label, texts, number]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {texts.map((text, column) => (
                <td key={column} class="number">
                  {number === undefined ? (
                    text
                  ) : (
                    <button
                      type="button"
                      class="link"
                      aria-label={`${label}, ${text}: where from`}
                      onClick={() => setAsked({run: runs[column], number})}
                    >
                      {text}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== null && <Provenance {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}
