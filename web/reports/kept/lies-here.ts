export const storeName = 'nasaq-reports'

/** May a report lie on this phone? Asked before the store is opened for whoever never kept one. */
export async function mayLieHere(): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === storeName)
  } catch {
    // where it cannot be asked, the store is looked into
    return true
  }
}
