/** What stands where an answer does not yet: why there is none, or what is being done for it. */
export function Unanswered({error, doing}: {readonly error: string | null; readonly doing: string}) {
  if (error !== null)
    return (
      <p class="problem" role="alert">
        {error}
      </p>
    );
  return (
    <p class="soft" role="status">
      {doing} …
    </p>
  );
}
