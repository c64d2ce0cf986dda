package org.warpath.api.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.warpath.api.service.http.Json;
import org.warpath.api.service.jobs.JobEvents.Event;
import org.warpath.api.service.jobs.JobEvents.Kind;

class JobEventsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final JobEvents events = new JobEvents();

  private void add(Kind kind, int number) {
    events.add(START, kind, Json.object().put("number", number));
  }

  private List<Event> after(long id) throws InterruptedException {
    return events.after(id, Duration.ZERO);
  }

  private static int number(Event event) {
    return event.data().get("number").asInt();
  }

  @Test
  void keepsAllStatesAndTheLatestThousandStepsOfProgress() throws InterruptedException {
    add(Kind.STATE, -1);
    for (int i = 0; i < 500; i++) {
      add(Kind.PROGRESS, i);
    }
    add(Kind.STATE, -2);
    for (int i = 500; i < 3000; i++) {
      add(Kind.PROGRESS, i);
    }

    List<Event> kept = after(0);

    assertThat(kept).hasSize(1002).isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    assertThat(kept.stream().map(Event::id)).doesNotHaveDuplicates();
    assertThat(kept.subList(0, 3).stream().map(JobEventsTest::number))
        .containsExactly(-1, -2, 2000);
    assertThat(number(kept.getLast())).isEqualTo(2999);
    assertThat(after(kept.get(500).id())).isEqualTo(kept.subList(501, kept.size()));
  }

  @Test
  void keepsWholeCurvesAtGreaterIntervals() throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      add(Kind.LOSS, i);
    }
    add(Kind.TEST, -1);

    List<Event> kept = after(0);

    assertThat(kept).hasSizeBetween(400, 1001);
    assertThat(number(kept.getFirst())).isZero();
    assertThat(number(kept.getLast())).isEqualTo(-1);
    List<Integer> losses =
        kept.stream().filter(e -> e.kind() == Kind.LOSS).map(JobEventsTest::number).toList();
    assertThat(losses.getLast()).isEqualTo(9999);
    for (int i = 1; i < losses.size(); i++) {
      assertThat(losses.get(i) - losses.get(i - 1)).isBetween(1, 32);
    }
    assertThat(losses.subList(losses.size() - 50, losses.size())).contains(9950, 9951, 9998);
    assertThat(after(kept.get(100).id())).isEqualTo(kept.subList(101, kept.size()));
  }

  @Test
  void theEndHasTheNumberOfItsTimeAndNothingFollows() throws InterruptedException {
    Instant end = START.plusMillis(1);
    add(Kind.STATE, 1);
    add(Kind.PROGRESS, 2);
    events.end(end, Json.object().put("number", 3));
    add(Kind.PROGRESS, 4);

    List<Event> all = after(0);

    assertThat(all).extracting(JobEventsTest::number).containsExactly(1, 2, 3);
    assertThat(all.getLast()).isEqualTo(Event.end(end, Json.object().put("number", 3)));
    assertThat(events.hasEndedBy(all.get(1).id())).isFalse();
    assertThat(events.hasEndedBy(all.getLast().id())).isTrue();
  }

  @Test
  void numbersAscendThoughTheClockGoesBack() throws InterruptedException {
    events.add(START, Kind.STATE, Json.object().put("number", 1));
    events.add(START.minusSeconds(3600), Kind.STATE, Json.object().put("number", 2));
    events.end(START.minusSeconds(7200), Json.object().put("number", 3));

    assertThat(after(0)).extracting(JobEventsTest::number).containsExactly(1, 2, 3);
    assertThat(after(after(0).getFirst().id())).hasSize(2);
  }

  @Test
  void anIdFromElsewhereCountsAsNone() {
    add(Kind.STATE, 1);

    assertThat(events.known(Long.MAX_VALUE)).isZero();
    assertThat(events.known(5)).isEqualTo(5);
  }
}
