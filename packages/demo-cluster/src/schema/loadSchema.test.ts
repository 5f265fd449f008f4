import { describe, expect, it } from 'vitest'
import { loadSchema } from './loadSchema.ts'

const schema = loadSchema()

function field(struct: string, name: string) {
  const found = schema.struct(struct).fields.get(name)
  if (!found) throw new Error(`no field ${name}`)
  return found
}

describe('the generated types', () => {
  it('are found by kind, options in every version', () => {
    expect(schema.kind('v1', 'Pod')?.name).toBe('core/v1.Pod')
    expect(schema.kind('rbac.authorization.k8s.io/v1', 'ClusterRole')?.name).toBe('rbac/v1.ClusterRole')
    expect(schema.kind('autoscaling/v2', 'HorizontalPodAutoscaler')?.name).toBe('autoscaling/v2.HorizontalPodAutoscaler')
    expect(schema.kind('v1', 'DeleteOptions')?.name).toBe('meta/v1.DeleteOptions')
    expect(schema.kind('policy/v1', 'DeleteOptions')?.name).toBe('meta/v1.DeleteOptions')
    expect(schema.kind('example.com/v1', 'Pod')).toBeUndefined()
    expect(schema.kind('v1', 'Protocol')).toBeUndefined()
  })

  it('know what a strategic merge and an apply need', () => {
    expect(field('core/v1.PodSpec', 'volumes')).toMatchObject({
      patchStrategy: ['merge', 'retainKeys'],
      patchMergeKey: 'name',
      listType: 'map',
      listMapKeys: ['name'],
    })
    expect(field('core/v1.Container', 'ports')).toMatchObject({ patchMergeKey: 'containerPort', listMapKeys: ['containerPort', 'protocol'] })
    expect(field('core/v1.ContainerPort', 'protocol').default).toBe('TCP')
    expect(field('core/v1.PodSpec', 'nodeSelector').atomic).toBe(true)
    expect(schema.struct('meta/v1.LabelSelector').atomic).toBe(true)
    expect(field('apps/v1.DeploymentSpec', 'strategy').patchStrategy).toEqual(['retainKeys'])
  })

  it('put inlined structs into JSON, and keep them apart on the wire', () => {
    const probe = schema.struct('core/v1.Probe')
    expect([...probe.fields.keys()]).toContain('httpGet')
    expect(probe.wire.get(1)).toEqual({ inlined: 'core/v1.ProbeHandler' })
    expect([...schema.struct('core/v1.Pod').fields.keys()]).toEqual(['kind', 'apiVersion', 'metadata', 'spec', 'status'])
  })

  it('name values as Go does', () => {
    expect(field('core/v1.Container', 'imagePullPolicy').type).toEqual({ is: 'string', goName: 'v1.PullPolicy' })
    expect(field('core/v1.ResourceRequirements', 'limits').type).toMatchObject({ is: 'map', of: { is: 'quantity' }, goName: 'v1.ResourceList' })
    expect(field('apps/v1.DeploymentSpec', 'replicas')).toMatchObject({ type: { is: 'int32' }, pointer: true, omitEmpty: true, number: 1 })
  })
})
