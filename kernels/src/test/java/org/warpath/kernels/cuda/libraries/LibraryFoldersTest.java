package org.warpath.kernels.cuda.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFoldersTest {

  @TempDir Path root;

  @Test
  void foldersComeInTheDocumentedOrder() throws IOException {
    List<String> expected =
        List.of(
            "property1",
            "property2",
            "variable",
            "home/lib64",
            "home/targets/x86_64-linux/lib",
            "path/lib",
            "loader",
            "etc-a",
            "etc-b",
            "etc-z",
            "lib/x86_64-linux-gnu",
            "usr/lib64",
            "lib",
            "usr/lib",
            "usr/local/cuda/lib64",
            "usr/local/cuda-13.0/lib64",
            "usr/local/cuda-12.10/lib64",
            "usr/local/cuda-12.9/targets/x86_64-linux/lib",
            "opt/cuda/lib64",
            "conda/lib",
            "venv/lib/python3.12/site-packages/nvidia/cu13/lib",
            "user/.local/lib/python3.11/site-packages/nvidia/cuda_nvrtc/lib",
            "usr/local/lib/python3.13/dist-packages/nvidia/cublas/lib",
            "usr/local/lib/python3.9/dist-packages/nvidia/cublas/lib",
            "opt/tools/lib/python3.10/site-packages/nvidia/cufft/lib",
            "warpath/kernels/target/cuda-redist",
            "usr/local/nvidia/lib64",
            "usr/lib/wsl/lib");
    // Not in the order in which they are expected.
    for (String folder : expected.reversed()) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
    Files.writeString(
        root.resolve("etc/ld.so.conf"),
        "# folders\n/etc-a # the first\ninclude ld.so.conf.d/*.conf\nhwcap 1 nosegneg\n/etc-z\n");
    Files.writeString(
        root.resolve("etc/ld.so.conf.d/b.conf"), "/etc-b:/absent\ninclude /etc/ld.so.conf\n");
    Files.writeString(root.resolve("etc/ld.so.conf.d/ignored.txt"), "/etc-ignored\n");
    Files.createDirectories(root.resolve("etc-ignored"));

    LibraryFolders folders =
        new LibraryFolders(
            new SearchEnvironment(
                Map.of(
                    "warpath.cuda.libs", at("property1") + ":" + at("property2"),
                    "user.home", at("user"),
                    "warpath.home", at("warpath")),
                Map.of(
                    "WARPATH_CUDA_LIBS", at("variable"),
                    "CUDA_HOME", at("home"),
                    "CUDA_PATH", at("path"),
                    "LD_LIBRARY_PATH", ":" + at("loader") + ":" + at("home/lib64"),
                    "VIRTUAL_ENV", at("venv"),
                    "CONDA_PREFIX", at("conda")),
                root));

    assertThat(folders.folders())
        .extracting(folder -> root.relativize(folder.path()).toString())
        .isEqualTo(expected);
    assertThat(folders.folders().get(3).origin()).isEqualTo("CUDA_HOME");
    assertThat(folders.folders().get(22).origin()).isEqualTo("pip's nvidia packages");
  }

  @Test
  void aFolderReachedByTwoNamesIsLookedAtOnce() throws IOException {
    Files.createDirectories(root.resolve("usr/lib64"));
    Files.createSymbolicLink(root.resolve("lib64"), Path.of("usr/lib64"));

    assertThat(folders(Map.of()).folders())
        .extracting(LibraryFolders.Folder::path)
        .containsExactly(root.resolve("lib64"));
  }

  @Test
  void namedFoldersThatDoNotExistAreTold() throws IOException {
    Files.createDirectories(root.resolve("lib64"));

    assertThat(folders(Map.of("WARPATH_CUDA_LIBS", "/absent/a:", "CUDA_HOME", "/absent/b")))
        .extracting(LibraryFolders::forPeople)
        .isEqualTo(
            root.resolve("lib64")
                + ", /absent/a (from WARPATH_CUDA_LIBS; no such folder)"
                + ", /absent/b (from CUDA_HOME; no such folder)");
  }

  @Test
  void anEmptyMachineHasNoFolders() {
    LibraryFolders folders = folders(Map.of());

    assertThat(folders.folders()).isEmpty();
    assertThat(folders.forPeople()).isEqualTo("no folder, as none of the usual ones exists");
  }

  @Test
  void aLoaderConfigurationThatCannotBeReadIsPassedOver() throws IOException {
    Files.createDirectories(root.resolve("usr/lib64"));
    Files.createDirectories(root.resolve("etc/ld.so.conf"));

    assertThat(folders(Map.of()).folders()).hasSize(1);
  }

  private LibraryFolders folders(Map<String, String> variables) {
    return new LibraryFolders(new SearchEnvironment(Map.of(), variables, root));
  }

  private String at(String folder) {
    return root.resolve(folder).toString();
  }
}
