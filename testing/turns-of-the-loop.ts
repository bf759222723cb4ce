const usual = 40

/** Lets what is on its way come to rest: a busy machine makes each turn longer, and they are no fewer for that. */
export async function turnsOfTheLoop(count = usual): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((done) => setTimeout(done, 1))
}
