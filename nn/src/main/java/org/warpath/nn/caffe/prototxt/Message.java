package org.warpath.nn.caffe.prototxt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.io.FormatException;

/**
 * Fields with names, in the order of the text. It remembers which it was asked for, so that those
 * that nobody understands can be refused. All methods that read a field throw {@link
 * FormatException}, with the place, if it is of another kind than asked for, or there are several
 * of one that is not repeated.
 */
public final class Message implements Value {
  private final Place place;
  private final List<Field> fields;
  private final Set<String> known;

  Message(Place place, List<Field> fields) {
    this(place, fields, new HashSet<>());
  }

  private Message(Place place, List<Field> fields, Set<String> known) {
    this.place = place;
    this.fields = List.copyOf(fields);
    this.known = known;
  }

  @Override
  public Place place() {
    return place;
  }

  /** What to throw for a defect of the message. */
  public FormatException error(String problem) {
    return place.error(problem);
  }

  /** What to throw for a defect of a field, which is at the message if there is no such field. */
  public FormatException error(String name, String problem) {
    return fields.stream()
        .filter(field -> field.name().equals(name))
        .map(Field::place)
        .findFirst()
        .orElse(place)
        .error(name + ": " + problem);
  }

  /** Whether there is a field of this name. */
  public boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  private List<Field> all(String name) {
    known.add(name);
    return fields.stream().filter(field -> field.name().equals(name)).toList();
  }

  private @Nullable Value single(String name) throws FormatException {
    List<Field> found = all(name);
    if (found.size() > 1) {
      throw found.get(1).place().error("there are two of " + name + ", expected one");
    }
    return found.isEmpty() ? null : found.getFirst().value();
  }

  private static Scalar scalar(Value value, String name) throws FormatException {
    if (value instanceof Scalar scalar) {
      return scalar;
    }
    throw value.place().error(name + ": expected a value, found a message");
  }

  /** What a scalar says. */
  @FunctionalInterface
  private interface Reading<R> {
    R of(Scalar scalar, String name) throws FormatException;
  }

  private <R> R read(String name, R fallback, Reading<R> reading) throws FormatException {
    Value value = single(name);
    return value == null ? fallback : reading.of(scalar(value, name), name);
  }

  private <R> List<R> readAll(String name, Reading<R> reading) throws FormatException {
    List<R> read = new ArrayList<>();
    for (Field field : all(name)) {
      read.add(reading.of(scalar(field.value(), name), name));
    }
    return read;
  }

  private static int integer(Scalar scalar, String name) throws FormatException {
    return (int) scalar.asInteger(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A string. */
  public String text(String name, String fallback) throws FormatException {
    return read(name, fallback, Scalar::asText);
  }

  /** A string that must be there. */
  public String text(String name) throws FormatException {
    require(name);
    return text(name, "");
  }

  /** Refuses a message without this field. */
  public void require(String name) throws FormatException {
    if (!has(name)) {
      throw error("expected a field " + name);
    }
  }

  /** All strings of one name. */
  public List<String> texts(String name) throws FormatException {
    return readAll(name, Scalar::asText);
  }

  /** A word: an enum's constant. */
  public String word(String name, String fallback) throws FormatException {
    return read(name, fallback, Scalar::asWord);
  }

  /** One of an enum's constants. */
  public <E extends Enum<E>> E constant(String name, E fallback) throws FormatException {
    String word = word(name, fallback.name());
    E[] constants = fallback.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw error(name, "expected one of %s, found %s".formatted(Arrays.toString(constants), word));
  }

  /** An integer. */
  public int integer(String name, int fallback) throws FormatException {
    return read(name, fallback, Message::integer);
  }

  /** An integer that must be there. */
  public int integer(String name) throws FormatException {
    require(name);
    return integer(name, 0);
  }

  /** An integer of 64 bits. */
  public long longInteger(String name, long fallback) throws FormatException {
    return read(
        name, fallback, (scalar, field) -> scalar.asInteger(field, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** All integers of one name. */
  public List<Integer> integers(String name) throws FormatException {
    return readAll(name, Message::integer);
  }

  /** A number. */
  public double number(String name, double fallback) throws FormatException {
    return read(name, fallback, Scalar::asNumber);
  }

  /** A number that must be there. */
  public double number(String name) throws FormatException {
    require(name);
    return number(name, 0);
  }

  /** All numbers of one name. */
  public List<Double> numbers(String name) throws FormatException {
    return readAll(name, Scalar::asNumber);
  }

  /** A truth value. */
  public boolean flag(String name, boolean fallback) throws FormatException {
    return read(name, fallback, Scalar::asFlag);
  }

  /** A message; one without fields if it is not there. */
  public Message message(String name) throws FormatException {
    Value value = single(name);
    return value == null ? new Message(place, List.of()) : message(value, name);
  }

  private static Message message(Value value, String name) throws FormatException {
    if (value instanceof Message message) {
      return message;
    }
    throw value.place().error(name + ": expected a message in braces, found a value");
  }

  /** All messages of one name. */
  public List<Message> messages(String name) throws FormatException {
    List<Message> messages = new ArrayList<>();
    for (Field field : all(name)) {
      messages.add(message(field.value(), name));
    }
    return messages;
  }

  /** Takes these fields, and all within them, as understood. */
  public void ignore(String... names) {
    for (Field field : fields) {
      if (Arrays.asList(names).contains(field.name())) {
        known.add(field.name());
        if (field.value() instanceof Message message) {
          message.ignoreAll();
        }
      }
    }
  }

  /** Takes all fields, and all within them, as understood. */
  public void ignoreAll() {
    ignore(fields.stream().map(Field::name).toArray(String[]::new));
  }

  /** Fields that nobody asked for, here and in the messages that somebody did ask for. */
  List<Field> unknown() {
    List<Field> unknown = new ArrayList<>();
    for (Field field : fields) {
      if (!known.contains(field.name())) {
        unknown.add(field);
      } else if (field.value() instanceof Message message) {
        unknown.addAll(message.unknown());
      }
    }
    return unknown;
  }

  /**
   * Refuses fields that nobody asked for, here and within, all at once.
   *
   * @param what the message is called in the error
   */
  public void requireAllKnown(String what) throws FormatException {
    UnknownFields unknown = new UnknownFields();
    unknown.add(what, this);
    unknown.refuse();
  }

  /** The same but for these fields, which are looked at when they are used. */
  public Message without(String... later) {
    List<Field> others =
        fields.stream().filter(field -> !Arrays.asList(later).contains(field.name())).toList();
    return new Message(place, others, known);
  }
}
