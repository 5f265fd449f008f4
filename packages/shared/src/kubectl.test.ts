import { describe, expect, it } from 'vitest'
import type { CommandInput } from './commands.ts'
import { type KubectlView, kubectlLine } from './kubectl.ts'
import { kubectlCommand } from './kubectlCommand.ts'
import { posixQuote } from './posixQuote.ts'

const pod: CommandInput<'pods.delete'> = { namespace: 'shop', name: 'web-1', uid: '7f0c-1', gracePeriodSeconds: null }
const remove = (input: Partial<typeof pod>, context: string | null = null): string =>
  kubectlCommand({ command: 'pods.delete', input: { ...pod, ...input } }, context === null ? null : { context })
const show = (view: KubectlView): string => kubectlLine(view, null)

describe('the line of a command', () => {
  it('deletes a pod, and says what kubectl cannot', () => {
    expect(remove({}, 'minikube')).toBe(
      'kubectl delete pod web-1 -n shop --context=minikube; # Binnacle deletes only the pod with uid 7f0c-1, kubectl whichever has the name',
    )
  })

  it('leaves the context to the terminal in the short form', () => {
    expect(remove({})).toMatch(/^kubectl delete pod web-1 -n shop; #/)
  })

  it('forces a grace period of 0, which kubectl would make 1', () => {
    expect(remove({ gracePeriodSeconds: 0 })).toContain('-n shop --grace-period=0 --force;')
    expect(remove({ gracePeriodSeconds: 5 })).toContain('-n shop --grace-period=5;')
  })

  it('does not compile for a command that the mapper does not know', () => {
    // @ts-expect-error: no such command
    expect(() => kubectlCommand({ command: 'pods.polish', input: pod }, null)).toThrow()
  })
})

describe('the line of a view', () => {
  it.each<[KubectlView, string]>([
    [{ view: 'list', resource: 'pods', namespaces: ['shop'] }, 'kubectl get pods -n shop'],
    [{ view: 'list', resource: 'pods', namespaces: '*', wide: true, watch: true }, 'kubectl get pods -A -o wide -w'],
    [{ view: 'list', resource: 'events', namespaces: ['shop'], wide: true }, 'kubectl get events -n shop -o wide'],
    [{ view: 'list', resource: 'nodes', wide: true }, 'kubectl get nodes -o wide'],
    [{ view: 'list', resource: 'namespaces', watch: true }, 'kubectl get namespaces -w'],
    [{ view: 'list', resource: 'pods', namespaces: ['a', 'b'] }, 'kubectl get pods -n a; kubectl get pods -n b'],
    [{ view: 'list', resource: 'pods', namespaces: ['a', 'b'], watch: true }, 'kubectl get pods -A -w; # Binnacle shows only the namespaces a b'],
    [{ view: 'list', resource: 'pods', namespaces: ['a', 'b', 'c', 'd'] }, 'kubectl get pods -A; # Binnacle shows only the namespaces a b c d'],
    [{ view: 'list', resource: 'pods', namespaces: ['a'], filter: 'web' }, 'kubectl get pods -n a; # Binnacle shows only what matches web'],
    [
      { view: 'list', resource: 'pods', namespaces: ['a', 'b'], watch: true, filter: 'x y' },
      "kubectl get pods -A -w; # Binnacle shows only the namespaces a b, Binnacle shows only what matches 'x y'",
    ],
    [{ view: 'yaml', resource: 'pod', namespace: 'shop', name: 'web-1' }, 'kubectl get pod web-1 -n shop -o yaml'],
    [{ view: 'describe', resource: 'node', namespace: null, name: 'ship-1' }, 'kubectl describe node ship-1'],
    [{ view: 'list', resource: 'deployments', namespaces: ['shop'], wide: true }, 'kubectl get deployments -n shop -o wide'],
    [{ view: 'describe', resource: 'replicaset', namespace: 'shop', name: 'web-1' }, 'kubectl describe replicaset web-1 -n shop'],
    [{ view: 'rollout status', namespace: 'shop', name: 'web' }, 'kubectl rollout status deployment/web -n shop --watch=false'],
    [{ view: 'rollout status', namespace: 'shop', name: 'web', watch: true }, 'kubectl rollout status deployment/web -n shop'],
    [{ view: 'rollout history', namespace: 'shop', name: 'web' }, 'kubectl rollout history deployment/web -n shop'],
    [{ view: 'rollout history', namespace: 'shop', name: 'web', revision: 2 }, 'kubectl rollout history deployment/web -n shop --revision=2'],
    [{ view: 'logs', namespace: 'shop', name: 'web-1', container: null }, 'kubectl logs web-1 -n shop'],
    [
      { view: 'logs', namespace: 'shop', name: 'web-1', container: 'web', previous: true, tail: 200, follow: true },
      'kubectl logs web-1 -n shop -c web --previous --tail=200 -f',
    ],
    [
      { view: 'events', resource: 'pod', namespace: 'shop', name: 'web-1', watch: true },
      'kubectl events --for=pod/web-1 -n shop -w; # kubectl goes by the name, so events of an earlier pod of this name are among them',
    ],
  ])('%o', (view, line) => {
    expect(show(view)).toBe(line)
  })

  it('names the context in every command of the line', () => {
    const line = kubectlLine({ view: 'list', resource: 'pods', namespaces: ['a', 'b'] }, { context: 'dev' })
    expect(line).toBe('kubectl get pods -n a --context=dev; kubectl get pods -n b --context=dev')
  })

  it('names a kubeconfig of its own in place of a context, in every command of the line', () => {
    const line = kubectlLine({ view: 'list', resource: 'pods', namespaces: ['a', 'b'] }, { kubeconfig: '/tmp/my demo/kubeconfig', away: false })
    expect(line).toBe("kubectl --kubeconfig='/tmp/my demo/kubeconfig' get pods -n a; kubectl --kubeconfig='/tmp/my demo/kubeconfig' get pods -n b")
  })

  it('says that a kubeconfig may be out of reach', () => {
    const line = kubectlLine({ view: 'list', resource: 'pods', namespaces: ['a'], filter: 'web' }, { kubeconfig: '/tmp/d/kubeconfig', away: true })
    expect(line).toBe(
      'kubectl --kubeconfig=/tmp/d/kubeconfig get pods -n a; # Binnacle shows only what matches web, the kubeconfig is a file where Binnacle runs',
    )
  })
})

describe('quoting', () => {
  it.each([
    ['web-1', 'web-1'],
    ['arn:aws:eks:eu-1:123:cluster/shop', 'arn:aws:eks:eu-1:123:cluster/shop'],
    ['admin@shop', 'admin@shop'],
    ['my context', "'my context'"],
    ["it's", `'it'\\''s'`],
    ['', "''"],
    ['$(reboot)', "'$(reboot)'"],
    ['a;b', "'a;b'"],
    ['~root', "'~root'"],
    ['=ls', "'=ls'"],
    ['größe', "'größe'"],
    ['user \u202etxt.exe', `"$(printf -- 'user \\342\\200\\256txt.exe')"`],
    ["it's 5% \\ \u001b[2J\rreboot\n\n", `"$(printf -- 'it'\\''s 5%% \\\\ \\033[2J\\015reboot')"'\n\n'`],
  ])('%s becomes %s', (word, quoted) => {
    expect(posixQuote(word)).toBe(quoted)
  })

  it('holds for contexts and names', () => {
    expect(remove({ name: "o'web 1" }, 'dev: a@b/c')).toContain(`kubectl delete pod 'o'\\''web 1' -n shop --context='dev: a@b/c';`)
  })

  it('never lets a name become a flag', () => {
    expect(remove({ name: '--all' })).toContain('kubectl delete pod/--all -n shop')
    expect(show({ view: 'logs', namespace: 'a', name: '--all-containers', container: null })).toBe('kubectl logs pod/--all-containers -n a')
  })

  it('never lets a filter leave its comment', () => {
    const line = show({ view: 'list', resource: 'pods', namespaces: '*', filter: "x\nreboot\r'; reboot #" })
    expect(line).toBe(`kubectl get pods -A; # Binnacle shows only what matches 'x reboot '\\''; reboot #'`)
  })
})
