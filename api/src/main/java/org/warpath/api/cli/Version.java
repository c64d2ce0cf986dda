package org.warpath.api.cli;

import picocli.CommandLine.IVersionProvider;

/** The version Maven wrote into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Warpath.class.getPackage().getImplementationVersion();
    return new String[] {
      "warpath " + (version == null ? "(development build)" : version),
      "java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}
