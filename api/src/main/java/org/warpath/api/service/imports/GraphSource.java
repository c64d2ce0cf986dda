package org.warpath.api.service.imports;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.http.Problem;
import org.warpath.api.service.http.ProblemType;
import org.warpath.api.service.upload.ImportFolder;
import org.warpath.graph.GraphFormatException;
import org.warpath.graph.build.BuildOptions;
import org.warpath.graph.build.Imported;
import org.warpath.graph.io.GraphFiles;
import org.warpath.graph.io.ImportOptions;
import org.warpath.graph.mediawiki.MediaWikiImporter;
import org.warpath.kernels.RunControl;

/**
 * The files of one graph on this disk.
 *
 * @param folder where they all are
 * @param files those to read, of MediaWiki's dumps the folder
 * @param titles the vertices' names, if they have a file of their own
 * @param knownAs what the caller calls the file, if it is one; null if what it is called here is
 *     like that
 * @param untrusted files that may swell when they are unpacked
 * @param maxBytes how large these may be together, unpacked
 */
record GraphSource(
    Path folder,
    List<Path> files,
    Optional<Path> titles,
    @Nullable String knownAs,
    List<Path> untrusted,
    long maxBytes) {

  /**
   * What was uploaded.
   *
   * @param maxBytes how large it may be, unpacked
   */
  static GraphSource uploaded(Upload upload, ImportRequest request, long maxBytes)
      throws IOException {
    List<Path> files = upload.files();
    if (request.isMediaWiki()) {
      return new GraphSource(
          upload.folder(), List.of(upload.filesFolder()), Optional.empty(), null, files, maxBytes);
    }
    String given =
        request.fileName() == null ? "the file" : GraphImports.printable(request.fileName());
    return new GraphSource(
        upload.folder(),
        toRead(files),
        upload.titles(),
        files.size() == 1 ? given : null,
        Stream.concat(files.stream(), upload.titles().stream()).toList(),
        maxBytes);
  }

  /** A file of the import folder, and what lies beside it. */
  static GraphSource onServer(ImportFolder imports, ImportRequest request) {
    String file = String.valueOf(request.file());
    String titles = request.titles();
    return new GraphSource(
        imports.root(),
        List.of(request.isMediaWiki() ? imports.folder("file", file) : imports.file("file", file)),
        titles == null ? Optional.empty() : Optional.of(imports.file("titles", titles)),
        null,
        List.of(),
        Long.MAX_VALUE);
  }

  // Of a graph of several files, the first tells the format and where the others are.
  private static List<Path> toRead(List<Path> files) {
    return files.stream()
        .filter(file -> hasSiblings(file.getFileName().toString()))
        .findFirst()
        .map(List::of)
        .orElse(files);
  }

  private static boolean hasSiblings(String name) {
    return Stream.of(".graph", ".v", ".e").anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }

  /**
   * Reads the graph.
   *
   * @throws Problem if it is none: says where, by the names that the caller knows
   */
  Imported read(ImportRequest request, BuildOptions build, RunControl control) throws IOException {
    try {
      UnpackedSize.requireAtMost(untrusted, maxBytes, control);
      if (request.isMediaWiki()) {
        return MediaWikiImporter.importFrom(
            files.getFirst(), request.mediaWikiOptions(build), control);
      }
      ImportOptions options = request.options(build);
      return GraphFiles.importFrom(
          files, titles.isPresent() ? options.withTitles(titles.get()) : options, control);
    } catch (GraphFormatException | NoSuchFileException e) {
      throw new Problem(ProblemType.INVALID_GRAPH, readable(String.valueOf(e.getMessage())), e);
    }
  }

  private String readable(String message) {
    String text = knownAs == null ? message : message.replace(files.getFirst().toString(), knownAs);
    for (Path place :
        List.of(folder.resolve(Upload.FILES), folder.resolve(Upload.TITLES), folder)) {
      text = text.replace(place + "/", "").replace(place.toString(), "the folder");
    }
    return text;
  }
}
