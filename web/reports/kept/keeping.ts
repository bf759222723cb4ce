// What is fetched after the form, in one piece: all that it takes to keep and to send where there is no network any more.
export { readPhoto } from '../read-photo.ts'
export { KeptAbove } from './KeptAbove.tsx'
export { KeptLink } from './KeptLink.tsx'
export { KeptNotice } from './KeptNotice.tsx'
export { keepAndSend } from './keep.ts'
export { beginSendingReports } from './sending.ts'
export { dropKept } from './store.ts'
