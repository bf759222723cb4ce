/** An identifier: always from left to right, whatever stands around it. */
export function Id({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="id">
      {children}
    </bdi>
  )
}
