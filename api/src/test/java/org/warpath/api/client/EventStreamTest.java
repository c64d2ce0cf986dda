package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.warpath.api.client.EventStream.Event;

/** Server-sent events are read as the HTML standard says. */
class EventStreamTest {

  @Example
  void examplesOfTheStandard() throws IOException {
    assertThat(read("data: YHOO\ndata: +2\ndata: 10\n\n"))
        .containsExactly(new Event("", "message", "YHOO\n+2\n10"));
    String stream =
        """
        : test stream

        data: first event
        id: 1

        data:second event
        id

        data:  third event

        """;
    assertThat(read(stream))
        .containsExactly(
            new Event("1", "message", "first event"),
            new Event("", "message", "second event"),
            new Event("", "message", " third event"));
    assertThat(read("data\n\ndata\ndata\n\ndata:"))
        .containsExactly(new Event("", "message", ""), new Event("", "message", "\n"));
    assertThat(read("data:test\n\ndata: test\n\n"))
        .containsExactly(new Event("", "message", "test"), new Event("", "message", "test"));
  }

  @Example
  void anEventThatIsCutOffIsNone() throws IOException {
    assertThat(read("id: 4\nevent: state\ndata: {}\n")).isEmpty();
  }

  @Example
  void anEventWithoutDataIsNoneButItsIdCounts() throws IOException {
    assertThat(read("id: 4\nevent: state\n\ndata: x\n\n"))
        .containsExactly(new Event("4", "message", "x"));
  }

  @Example
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertThat(read("\uFEFFdata: x\n\n")).containsExactly(new Event("", "message", "x"));
  }

  @Example
  void unknownFieldsAndBadIdsArePassedOver() throws IOException {
    assertThat(read("id: 1\nid: 2\0\nmore: y\ndata: x\n\n"))
        .containsExactly(new Event("1", "message", "x"));
  }

  @Example
  void theTimeToWaitIsRemembered() throws IOException {
    EventStream stream = stream("retry: 250\nretry: soon\ndata: x\n\n");
    assertThat(stream.retry()).isNull();
    stream.next();
    assertThat(stream.retry()).isEqualTo(Duration.ofMillis(250));
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(
      @ForAll("events") List<Event> events, @ForAll @IntRange(max = 2) int ending)
      throws IOException {
    String newline = List.of("\n", "\r", "\r\n").get(ending);
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      text.append("id: ").append(event.id()).append(newline);
      text.append("event: ").append(event.type()).append(newline);
      for (String line : event.data().split("\n", -1)) {
        text.append("data: ").append(line).append(newline);
      }
      text.append(newline);
    }
    assertThat(read(text.toString())).isEqualTo(events);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<String> line =
        Arbitraries.strings()
            .withCharRange('\0', '\uD7FF')
            .excludeChars('\r', '\n')
            .ofMaxLength(12);
    Arbitrary<String> data = line.list().ofMinSize(1).ofMaxSize(3).map(l -> String.join("\n", l));
    Arbitrary<String> id = Arbitraries.longs().greaterOrEqual(0).map(String::valueOf);
    return Combinators.combine(id, Arbitraries.of("state", "progress"), data)
        .as(Event::new)
        .list()
        .ofMaxSize(5);
  }

  private static EventStream stream(String text) {
    return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Event> read(String text) throws IOException {
    EventStream stream = stream(text);
    List<Event> events = new ArrayList<>();
    for (Event event = stream.next(); event != null; event = stream.next()) {
      events.add(event);
    }
    return events;
  }
}
