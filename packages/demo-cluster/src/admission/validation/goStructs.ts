/**
 * The structs behind a pod's spec as Kubernetes' internal types have them (k8s.io/kubernetes 1.36.3, pkg/apis/core/types.go), in their order: messages of the apiserver
 * print them so, under their Go names. After a name its kind: `?` a pointer, `[]` a list, `{}` a map, `''`, `0` and `false` plain values with those zeros, else a struct;
 * what has no kind is printed as it came.
 */
export const GO_STRUCTS: { readonly [name: string]: string } = {
  PodSpec: `
    Volumes:[]Volume InitContainers:[]Container Containers:[]Container EphemeralContainers:[] RestartPolicy:'' TerminationGracePeriodSeconds:?0
    ActiveDeadlineSeconds:?0 DNSPolicy:'' NodeSelector:{} ServiceAccountName:'' AutomountServiceAccountToken:?false NodeName:''
    SecurityContext:?PodSecurityContext ImagePullSecrets:[]LocalObjectReference Hostname:'' Subdomain:'' SetHostnameAsFQDN:?false Affinity:?Affinity
    SchedulerName:'' Tolerations:[]Toleration HostAliases:[]HostAlias PriorityClassName:'' Priority:?0 PreemptionPolicy:?'' DNSConfig:?PodDNSConfig
    ReadinessGates:[]PodReadinessGate RuntimeClassName:?'' Overhead:{} EnableServiceLinks:?false TopologySpreadConstraints:[]TopologySpreadConstraint
    OS:?PodOS SchedulingGates:[]PodSchedulingGate ResourceClaims:[]PodResourceClaim Resources:?ResourceRequirements HostnameOverride:?''
    SchedulingGroup:?PodSchedulingGroup`,
  PersistentVolumeClaimSpec: `
    AccessModes:[]'' Selector Resources:VolumeResourceRequirements VolumeName:'' StorageClassName:?'' VolumeMode:?'' DataSource:?TypedLocalObjectReference
    DataSourceRef:?TypedObjectReference VolumeAttributesClassName:?''`,
  Volume: `
    Name:'' HostPath:?HostPathVolumeSource EmptyDir:?EmptyDirVolumeSource GCEPersistentDisk AWSElasticBlockStore GitRepo Secret:?SecretVolumeSource
    NFS:?NFSVolumeSource ISCSI Glusterfs PersistentVolumeClaim:?PersistentVolumeClaimVolumeSource RBD Quobyte FlexVolume Cinder CephFS Flocker
    DownwardAPI:?DownwardAPIVolumeSource FC AzureFile ConfigMap:?ConfigMapVolumeSource VsphereVolume AzureDisk PhotonPersistentDisk
    Projected:?ProjectedVolumeSource PortworxVolume ScaleIO StorageOS CSI Ephemeral Image`,
  Container: `
    Name:'' Image:'' Command:[]'' Args:[]'' WorkingDir:'' Ports:[]ContainerPort EnvFrom:[]EnvFromSource Env:[]EnvVar Resources:ResourceRequirements
    ResizePolicy:[]ContainerResizePolicy RestartPolicy:?'' RestartPolicyRules:[]ContainerRestartRule VolumeMounts:[]VolumeMount
    VolumeDevices:[]VolumeDevice LivenessProbe:?Probe ReadinessProbe:?Probe StartupProbe:?Probe Lifecycle:?Lifecycle TerminationMessagePath:''
    TerminationMessagePolicy:'' ImagePullPolicy:'' SecurityContext:?SecurityContext Stdin:false StdinOnce:false TTY:false`,
  PodSecurityContext: `
    HostNetwork:false HostPID:false HostIPC:false ShareProcessNamespace:?false HostUsers:?false SELinuxOptions WindowsOptions RunAsUser:?0 RunAsGroup:?0
    RunAsNonRoot:?false SupplementalGroups:[]0 SupplementalGroupsPolicy:?'' FSGroup:?0 FSGroupChangePolicy:?'' Sysctls:[] SeccompProfile:?SeccompProfile
    AppArmorProfile:?AppArmorProfile SELinuxChangePolicy:?''`,
  LocalObjectReference: `Name:''`,
  Affinity: 'NodeAffinity:?NodeAffinity PodAffinity:?PodAffinity PodAntiAffinity:?PodAntiAffinity',
  Toleration: `Key:'' Operator:'' Value:'' Effect:'' TolerationSeconds:?0`,
  HostAlias: `IP:'' Hostnames:[]''`,
  PodDNSConfig: `Nameservers:[]'' Searches:[]'' Options:[]PodDNSConfigOption`,
  PodReadinessGate: `ConditionType:''`,
  TopologySpreadConstraint: `MaxSkew:0 TopologyKey:'' WhenUnsatisfiable:'' LabelSelector MinDomains:?0 NodeAffinityPolicy:?'' NodeTaintsPolicy:?'' MatchLabelKeys:[]''`,
  PodOS: `Name:''`,
  PodSchedulingGate: `Name:''`,
  PodResourceClaim: `Name:'' ResourceClaimName:?'' ResourceClaimTemplateName:?''`,
  ResourceRequirements: 'Limits:{} Requests:{} Claims:[]ResourceClaim',
  PodSchedulingGroup: `PodGroupName:?''`,
  VolumeResourceRequirements: 'Limits:{} Requests:{}',
  TypedLocalObjectReference: `APIGroup:?'' Kind:'' Name:''`,
  TypedObjectReference: `APIGroup:?'' Kind:'' Name:'' Namespace:?''`,
  HostPathVolumeSource: `Path:'' Type:?''`,
  EmptyDirVolumeSource: `Medium:'' SizeLimit`,
  SecretVolumeSource: `SecretName:'' Items:[]KeyToPath DefaultMode:?0 Optional:?false`,
  NFSVolumeSource: `Server:'' Path:'' ReadOnly:false`,
  PersistentVolumeClaimVolumeSource: `ClaimName:'' ReadOnly:false`,
  DownwardAPIVolumeSource: 'Items:[]DownwardAPIVolumeFile DefaultMode:?0',
  ConfigMapVolumeSource: `Name:'' Items:[]KeyToPath DefaultMode:?0 Optional:?false`,
  ProjectedVolumeSource: 'Sources:[]VolumeProjection DefaultMode:?0',
  ContainerPort: `Name:'' HostPort:0 ContainerPort:0 Protocol:'' HostIP:''`,
  EnvFromSource: `Prefix:'' ConfigMapRef:?ConfigMapEnvSource SecretRef:?SecretEnvSource`,
  EnvVar: `Name:'' Value:'' ValueFrom:?EnvVarSource`,
  ContainerResizePolicy: `ResourceName:'' RestartPolicy:''`,
  ContainerRestartRule: `Action:'' ExitCodes:?ContainerRestartRuleOnExitCodes`,
  VolumeMount: `Name:'' ReadOnly:false RecursiveReadOnly:?'' MountPath:'' SubPath:'' MountPropagation:?'' SubPathExpr:''`,
  VolumeDevice: `Name:'' DevicePath:''`,
  Probe: `
    Exec:?ExecAction HTTPGet:?HTTPGetAction TCPSocket:?TCPSocketAction GRPC:?GRPCAction InitialDelaySeconds:0 TimeoutSeconds:0 PeriodSeconds:0
    SuccessThreshold:0 FailureThreshold:0 TerminationGracePeriodSeconds:?0`,
  Lifecycle: `PostStart:?LifecycleHandler PreStop:?LifecycleHandler StopSignal:?''`,
  SecurityContext: `
    Capabilities:?Capabilities Privileged:?false SELinuxOptions WindowsOptions RunAsUser:?0 RunAsGroup:?0 RunAsNonRoot:?false
    ReadOnlyRootFilesystem:?false AllowPrivilegeEscalation:?false ProcMount:?'' SeccompProfile:?SeccompProfile AppArmorProfile:?AppArmorProfile`,
  SeccompProfile: `Type:'' LocalhostProfile:?''`,
  AppArmorProfile: `Type:'' LocalhostProfile:?''`,
  NodeAffinity: 'RequiredDuringSchedulingIgnoredDuringExecution:?NodeSelector PreferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm',
  PodAffinity: 'RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  PodAntiAffinity: 'RequiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm PreferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm',
  PodDNSConfigOption: `Name:'' Value:?''`,
  ResourceClaim: `Name:'' Request:''`,
  KeyToPath: `Key:'' Path:'' Mode:?0`,
  DownwardAPIVolumeFile: `Path:'' FieldRef:?ObjectFieldSelector ResourceFieldRef:?ResourceFieldSelector Mode:?0`,
  VolumeProjection: `
    Secret:?SecretProjection DownwardAPI:?DownwardAPIProjection ConfigMap:?ConfigMapProjection ServiceAccountToken:?ServiceAccountTokenProjection
    ClusterTrustBundle:?ClusterTrustBundleProjection PodCertificate:?PodCertificateProjection`,
  ConfigMapEnvSource: `Name:'' Optional:?false`,
  SecretEnvSource: `Name:'' Optional:?false`,
  EnvVarSource: `
    FieldRef:?ObjectFieldSelector ResourceFieldRef:?ResourceFieldSelector ConfigMapKeyRef:?ConfigMapKeySelector SecretKeyRef:?SecretKeySelector
    FileKeyRef:?FileKeySelector`,
  ContainerRestartRuleOnExitCodes: `Operator:'' Values:[]0`,
  ExecAction: `Command:[]''`,
  HTTPGetAction: `Path:'' Port:0 Host:'' Scheme:'' HTTPHeaders:[]HTTPHeader`,
  TCPSocketAction: `Port:0 Host:''`,
  GRPCAction: `Port:0 Service:?''`,
  LifecycleHandler: 'Exec:?ExecAction HTTPGet:?HTTPGetAction TCPSocket:?TCPSocketAction Sleep:?SleepAction',
  Capabilities: `Add:[]'' Drop:[]''`,
  NodeSelector: 'NodeSelectorTerms:[]NodeSelectorTerm',
  PreferredSchedulingTerm: 'Weight:0 Preference:NodeSelectorTerm',
  PodAffinityTerm: `LabelSelector Namespaces:[]'' TopologyKey:'' NamespaceSelector MatchLabelKeys:[]'' MismatchLabelKeys:[]''`,
  WeightedPodAffinityTerm: 'Weight:0 PodAffinityTerm:PodAffinityTerm',
  ObjectFieldSelector: `APIVersion:'' FieldPath:''`,
  ResourceFieldSelector: `ContainerName:'' Resource:'' Divisor:any`,
  SecretProjection: `Name:'' Items:[]KeyToPath Optional:?false`,
  DownwardAPIProjection: 'Items:[]DownwardAPIVolumeFile',
  ConfigMapProjection: `Name:'' Items:[]KeyToPath Optional:?false`,
  ServiceAccountTokenProjection: `Audience:'' ExpirationSeconds:0 Path:''`,
  ClusterTrustBundleProjection: `Name:?'' SignerName:?'' LabelSelector Optional:?false Path:''`,
  PodCertificateProjection: `SignerName:'' KeyType:'' MaxExpirationSeconds:?0 CredentialBundlePath:'' KeyPath:'' CertificateChainPath:'' UserAnnotations:{}`,
  ConfigMapKeySelector: `Name:'' Key:'' Optional:?false`,
  SecretKeySelector: `Name:'' Key:'' Optional:?false`,
  FileKeySelector: `VolumeName:'' Path:'' Key:'' Optional:?false`,
  HTTPHeader: `Name:'' Value:''`,
  SleepAction: 'Seconds:0',
  NodeSelectorTerm: 'MatchExpressions:[]NodeSelectorRequirement MatchFields:[]NodeSelectorRequirement',
  NodeSelectorRequirement: `Key:'' Operator:'' Values:[]''`,
}
