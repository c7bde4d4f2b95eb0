package org.eyas.driver.ebpf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The list of what belongs to a probe, in a map that lives as long as the probe. With it, the next process checks that the descriptors
 * which it received are those that this one gave away: the kernel gives each id only once per boot.
 *
 * <pre>
 *  layout 1
 *  user 998
 *  map 214 life
 *  program 377 8b1a52f00d83e6c1
 *  link 91 377
 * </pre>
 *
 * @param layout the number of the layout of events in the rings, and of the control block
 * @param user the user of the process
 * @param maps the ids of the maps by name; the rings that share a map of maps are ring_0, ring_1 and so on
 * @param tags the tags of the attached programs by their ids
 * @param links the ids of the links, each with that of its program
 */
record ProbeManifest(int layout, int user, SequencedMap<String, Integer> maps, Map<Integer, Long> tags,
    Map<Integer, Integer> links) {
  /** The name of the map that has the manifest. */
  static final String NAME = "eyas_manifest";

  /** The layout that this build writes. A build reads its own layout and the one before it. */
  static final int LAYOUT = 1;

  /** The oldest layout that this build reads. */
  static final int OLDEST_LAYOUT = 1;

  /** The manifest of descriptors of this process. */
  static ProbeManifest of(int user, SequencedMap<String, Integer> maps, List<Integer> programs, List<Integer> links)
      throws IOException {
    SequencedMap<String, Integer> ids = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> map : maps.entrySet()) {
      ids.put(map.getKey(), BpfDescriptor.of(map.getValue()).id());
    }
    Map<Integer, Long> tags = new LinkedHashMap<>();
    for (int fd : programs) {
      BpfDescriptor program = BpfDescriptor.of(fd);
      tags.put(program.id(), program.detail());
    }
    Map<Integer, Integer> ofLinks = new LinkedHashMap<>();
    for (int fd : links) {
      BpfDescriptor link = BpfDescriptor.of(fd);
      ofLinks.put(link.id(), (int) link.detail());
    }
    return new ProbeManifest(LAYOUT, user, ids, tags, ofLinks);
  }

  /** The text that {@link #parse} reads. */
  String text() {
    StringBuilder text = new StringBuilder("layout " + layout + "\nuser " + user + "\n");
    maps.forEach((name, id) -> text.append("map ").append(id).append(' ').append(name).append('\n'));
    tags.forEach((id, tag) -> text.append("program ").append(id).append(' ').append(Long.toHexString(tag)).append('\n'));
    links.forEach((id, program) -> text.append("link ").append(id).append(' ').append(program).append('\n'));
    return text.toString();
  }

  /** @throws IOException if the text is not a manifest, or one of a layout that this build does not read */
  static ProbeManifest parse(String text) throws IOException {
    SequencedMap<String, Integer> maps = new LinkedHashMap<>();
    Map<Integer, Long> tags = new LinkedHashMap<>();
    Map<Integer, Integer> links = new LinkedHashMap<>();
    int layout = 0;
    int user = -1;
    try {
      for (String line : text.lines().toList()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "layout" -> layout = readable(Integer.parseInt(words[1]));
          case "user" -> user = Integer.parseInt(words[1]);
          case "map" -> maps.put(words[2], Integer.valueOf(words[1]));
          case "program" -> tags.put(Integer.valueOf(words[1]), Long.parseUnsignedLong(words[2], 16));
          case "link" -> links.put(Integer.valueOf(words[1]), Integer.valueOf(words[2]));
          default -> throw new IOException("its manifest has the unknown line '" + line + "'");
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("its manifest is damaged", e);
    }
    readable(layout);
    return new ProbeManifest(layout, user, maps, tags, links);
  }

  private static int readable(int layout) throws IOException {
    if (layout < OLDEST_LAYOUT || layout > LAYOUT) {
      throw new IOException(
          "it has the layout " + layout + ", and this version of Eyas reads " + OLDEST_LAYOUT + " to " + LAYOUT);
    }
    return layout;
  }

  /**
   * Checks that descriptors are those of the manifest.
   *
   * @param received the descriptors, without that of the manifest
   * @return the descriptors of the maps by name
   * @throws IOException if one is missing, or another one is among them
   */
  Map<String, BpfDescriptor> check(List<BpfDescriptor> received, int ownUser) throws IOException {
    if (user != ownUser) {
      throw new IOException("a process of user " + user + " left it, and this one is of user " + ownUser);
    }
    Map<String, BpfDescriptor> found = new LinkedHashMap<>();
    List<Integer> programs = new ArrayList<>(tags.keySet());
    List<Integer> attached = new ArrayList<>(links.keySet());
    for (BpfDescriptor each : received) {
      switch (each.kind()) {
        case MAP -> found.put(nameOf(each), each);
        case PROGRAM -> {
          Long tag = tags.get(each.id());
          if (tag == null || tag != each.detail() || each.user() != ownUser) {
            throw foreign(each);
          }
          programs.remove((Integer) each.id());
        }
        case LINK -> {
          Integer program = links.get(each.id());
          if (program == null || program != each.detail()) {
            throw foreign(each);
          }
          attached.remove((Integer) each.id());
        }
      }
    }
    if (found.size() < maps.size() || !programs.isEmpty() || !attached.isEmpty()) {
      throw new IOException("descriptors are missing; the limit of the store is too low");
    }
    return found;
  }

  private String nameOf(BpfDescriptor map) throws IOException {
    for (Map.Entry<String, Integer> each : maps.entrySet()) {
      if (each.getValue() == map.id()) {
        return each.getKey();
      }
    }
    throw foreign(map);
  }

  private static IOException foreign(BpfDescriptor other) {
    return new IOException(
        "the " + (other.kind() == Kind.LINK ? "link" : other.kind() == Kind.MAP ? "map" : "program") + " " + other.id()
            + (other.name().isEmpty() ? "" : " (" + other.name() + ")") + " does not belong to it");
  }

  /** The manifest among descriptors; null if there is none. */
  static @Nullable BpfDescriptor among(List<BpfDescriptor> received) {
    return received.stream().filter(each -> each.kind() == Kind.MAP && each.name().equals(NAME)).findFirst().orElse(null);
  }
}
