/** The command line asks for something that cannot be; its message is all the caller needs. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
