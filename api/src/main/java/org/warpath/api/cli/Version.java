package org.warpath.api.cli;

import picocli.CommandLine.IVersionProvider;

/** The version Maven wrote into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "warpath " + number(), "java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }

  static String number() {
    String version = Warpath.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
