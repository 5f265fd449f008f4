import { kubectlLine, type PodDetail, type TopicParams } from '@binnacle/shared'
import { type ReactNode, useState } from 'react'
import { useKubectlCluster } from '../../commands/useKubectlCluster.ts'
import type { Known } from '../../page/ObjectMemory.ts'
import { useLive } from '../../topics/LiveContext.tsx'
import { Conditions } from './Conditions.tsx'
import { ContainerCard } from './ContainerCard.tsx'
import { Deleted } from './Deleted.tsx'
import { Details } from './Details.tsx'
import { defaultContainer } from './defaultContainer.ts'
import { KubectlCopy } from './KubectlCopy.tsx'
import { LogPane } from './LogPane.tsx'
import type { LogLook, SetLogLook } from './logLook.ts'
import { PodEvents } from './PodEvents.tsx'
import { PodFacts, useFamily } from './PodHeader.tsx'
import type { PodName } from './PodName.ts'
import { WhyStrip } from './WhyStrip.tsx'
import { explain } from './why.ts'

type Props = {
  readonly known: Known<PodDetail>
  readonly onOpen: (pod: PodName) => void
  readonly list?: TopicParams<'pods'>
  readonly look: LogLook
  readonly onLook: SetLogLook
}

export function PodShown({ known, onOpen, list, look, onLook }: Props) {
  const { row: pod, deletedAt } = known
  const { context } = useLive()
  const cluster = useKubectlCluster(context)
  const family = useFamily(pod)
  const [chosen, setChosen] = useState<string | null>(null)
  const container = pod.containers.find((each) => each.name === chosen) ?? defaultContainer(pod)
  const why = deletedAt === null ? explain(pod, family) : null
  const describe = { view: 'describe', resource: 'pod', namespace: pod.namespace, name: pod.name } as const
  return (
    <>
      {deletedAt === null ? null : <Deleted known={known} deletedAt={deletedAt} onOpen={onOpen} {...(list === undefined ? {} : { list })} />}
      <PodFacts pod={pod} family={deletedAt === null ? family : 'leaving'} deleted={deletedAt !== null} />
      <div className="peek-body" data-deleted={deletedAt !== null || undefined}>
        {why === null ? null : <WhyStrip why={why} family={family} />}
        <Section title="Containers">
          <ul className="flex flex-col gap-2">
            {pod.containers.map((each) => (
              <ContainerCard
                key={each.name}
                container={each}
                told={why?.container?.name === each.name}
                onLog={() => {
                  setChosen(each.name)
                  onLook({ takeFocus: true })
                }}
              />
            ))}
          </ul>
        </Section>
        <Section title="Events">
          <PodEvents namespace={pod.namespace} uid={pod.uid} />
        </Section>
        {pod.conditions.length === 0 ? null : (
          <Section title="Conditions">
            <Conditions conditions={pod.conditions} />
          </Section>
        )}
        <Section title="Details">
          <Details pod={pod} />
        </Section>
        <Section title="In a terminal">
          <KubectlCopy line={kubectlLine(describe, null)} copied={kubectlLine(describe, cluster)} />
        </Section>
      </div>
      <LogPane pod={pod} container={container} onContainer={setChosen} look={look} onLook={onLook} deleted={deletedAt !== null} />
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="peek-section" aria-label={title}>
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      {children}
    </section>
  )
}
