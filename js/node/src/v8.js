import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'v8', kind: 'engine', grant: grants.engine,
  functions: ['serialize', 'deserialize', 'writeHeapSnapshot', 'getHeapSnapshot', 'setFlagsFromString', 'setHeapSnapshotNearHeapLimit', 'takeCoverage', 'stopCoverage', 'Serializer', 'Deserializer', 'DefaultSerializer', 'DefaultDeserializer', 'GCProfiler'],
  fixed: { getHeapStatistics: () => ({ total_heap_size: 33554432, total_heap_size_executable: 0, total_physical_size: 33554432, total_available_size: 2147483648, used_heap_size: 16777216, heap_size_limit: 2197815296, malloced_memory: 0, peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 0, used_global_handles_size: 0, external_memory: 0 }), getHeapSpaceStatistics: () => [], getHeapCodeStatistics: () => ({}), cachedDataVersionTag: () => 0, startupSnapshot: { isBuildingSnapshot: () => false } },
});
