/**
 * Runs in the page: times between animation frames (ms), while what scrolls furthest is moved by some pixels in each frame, down and, at the end, up
 * again. Nothing of the layout is read on the way: that would make the page compute it twice in a frame.
 */
export function measureFrames({ seconds, pixelsPerFrame }: { seconds: number; pixelsPerFrame: number }): Promise<readonly number[]> {
  const roomOf = (element: Element): number => element.scrollHeight - element.clientHeight
  const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowY)
  const scroller = [document.documentElement, ...document.querySelectorAll('*')]
    .filter((element) => element === document.documentElement || scrolls(element))
    .reduce((most, element) => (roomOf(element) > roomOf(most) ? element : most))
  const room = roomOf(scroller)
  let top = 0
  let step = pixelsPerFrame
  return new Promise((done) => {
    const deltas: number[] = []
    let last: number | undefined
    const end = performance.now() + seconds * 1000
    const frame = (now: number): void => {
      if (last !== undefined) deltas.push(now - last)
      last = now
      if (performance.now() > end) return done(deltas)
      if (step !== 0) {
        top += step
        scroller.scrollTop = top
        if (top <= 0 || top >= room) step = -step
      }
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    // A page that gets no frames any more (it was put behind another one) must not hold up the bench.
    setTimeout(() => done(deltas), seconds * 1000 + 10_000)
  })
}
