package org.warpath.kernels.cuda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** The {@code .cu} files loaded on one device, each when it is first used. */
final class KernelModules {
  private final Device device;
  private final CubinCache cache = CubinCache.ofUser();
  private final Map<String, Map<String, Kernel>> files = new HashMap<>();

  KernelModules(Device device) {
    this.device = device;
  }

  /** The kernels of {@code file}, loaded now if they were not. */
  synchronized Map<String, Kernel> kernels(String file) {
    Map<String, Kernel> kernels = files.get(file);
    if (kernels == null) {
      kernels = load(KernelSource.named(file));
      files.put(file, kernels);
    }
    return kernels;
  }

  Kernel kernel(String file, String name) {
    Map<String, Kernel> kernels = kernels(file);
    Kernel kernel = kernels.get(name);
    if (kernel == null) {
      throw new IllegalArgumentException(
          "cuda/" + file + ".cu has no kernel " + name + ": it has " + kernels.keySet());
    }
    return kernel;
  }

  private Map<String, Kernel> load(KernelSource source) {
    CUmodule module = new CUmodule();
    device.check(
        JCudaDriver.cuModuleLoadData(
            module, cache.cubin(source, KernelCompiler.target(device.architecture()))),
        "cuModuleLoadData of " + source.name() + ".cu");
    try {
      Map<String, Kernel> kernels = new HashMap<>();
      for (KernelSignature signature : source.signatures()) {
        CUfunction function = new CUfunction();
        device.check(
            JCudaDriver.cuModuleGetFunction(function, module, signature.name()),
            "cuModuleGetFunction of " + signature.name());
        kernels.put(signature.name(), new Kernel(device, signature, function));
      }
      return kernels;
    } catch (CudaException e) {
      JCudaDriver.cuModuleUnload(module);
      throw e;
    }
  }

  synchronized List<Kernel> loaded() {
    return files.values().stream().flatMap(kernels -> kernels.values().stream()).toList();
  }

  /** The context and all its modules are gone. */
  synchronized void forgetAll() {
    files.clear();
  }
}
