/** Directories and files that the ids of a quantity name; '' for none. */
export type Paths = Readonly<Record<'run' | 'before' | 'after' | 'twin' | 'plan' | 'bids', string>>;

export const NOWHERE: Paths = {run: '', before: '', after: '', twin: '', plan: '', bids: ''};
