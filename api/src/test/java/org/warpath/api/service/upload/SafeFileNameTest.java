package org.warpath.api.service.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeFileNameTest {
  @ParameterizedTest
  @CsvSource({
    "links.csv.gz,            links.csv.gz",
    "my links.csv,            my_links.csv",
    "../../etc/passwd,        passwd",
    "C:\\\\temp\\\\g.txt,     g.txt",
    "größe.txt,               gr__e.txt",
    ".bashrc,                 bashrc",
    "-rf,                     rf",
    "..,                      file",
    "/,                       file",
    "'',                      file"
  })
  void isLikeTheGivenOne(String given, String safe) {
    assertThat(SafeFileName.of(given, "file")).isEqualTo(safe);
  }

  @Test
  void keepsTheEndOfALongName() {
    assertThat(SafeFileName.of("x".repeat(5000) + ".csv.gz", "file"))
        .hasSize(100)
        .endsWith("x.csv.gz");
    assertThat(SafeFileName.of(null, "file")).isEqualTo("file");
  }

  @Property
  void namesAFileOfItsFolder(@ForAll String given) {
    Path folder = Path.of("/data/uploads/7/files");
    String safe = SafeFileName.of(given, "file");

    assertThat(safe).matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    assertThat(folder.resolve(safe).normalize().getParent()).isEqualTo(folder);
  }
}
