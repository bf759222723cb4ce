/** Has no body, whatever is read of it. */
const bodiless = [204, 205, 304]

/** As `fetch`, and tells whenever some of the body has left or some of the answer has come: no browser's `fetch` tells that. */
export function uploaded(path: string, init: RequestInit, onMoved: () => void): Promise<Response> {
  const { method = 'GET', headers, body, signal } = init
  return new Promise((done, fail) => {
    if (signal?.aborted) return fail(signal.reason)
    const request = new XMLHttpRequest()
    request.open(method, path)
    for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = onMoved
    request.onprogress = onMoved
    request.onerror = () => fail(new TypeError('the network failed'))
    request.onabort = () => fail(signal?.reason)
    request.onload = () => done(answerOf(request))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body as XMLHttpRequestBodyInit | null)
  })
}

function answerOf(request: XMLHttpRequest): Response {
  const { status, statusText, responseText } = request
  const lines = request.getAllResponseHeaders().trim().split(/\r\n/)
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
  const body = bodiless.includes(status) ? null : responseText
  return new Response(body, { status, statusText, headers: headers.filter(([name]) => name) as [string, string][] })
}
