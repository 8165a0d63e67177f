/**
 * Makes one thing after the other and finishes each while the next is being made, so that at most two are alive.
 * Results keep the order of the items.
 *
 * @param between - called when one is finished, the next is made, and the one after has not begun
 */
export async function relay<Item, Made, Finished>(
  items: readonly Item[],
  make: (item: Item, place: number) => Promise<Made>,
  finish: (made: Made) => Promise<Finished>,
  between: () => void,
): Promise<Finished[]> {
  const finished: Finished[] = [];
  let made: readonly Made[] = []; // one, or none before the first
  for (let place = 0; place <= items.length; place++) {
    const making = items.slice(place, place + 1).map((item) => make(item, place)); // first: it keeps the threads busy
    const finishing = made.map(finish);
    await Promise.allSettled([...making, ...finishing]); // where one fails, the other comes to its end first
    finished.push(...(await Promise.all(finishing)));
    made = await Promise.all(making);
    between();
  }
  return finished;
}
