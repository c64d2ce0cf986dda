package org.warpath.api.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.api.client.answer.Answer;
import org.warpath.api.client.answer.Estimate;
import org.warpath.api.client.answer.Vertex;
import org.warpath.api.client.query.AlgorithmQuery;
import org.warpath.api.client.query.BfsQuery;
import org.warpath.api.client.query.SsspQuery;
import org.warpath.api.client.query.VertexQuery;
import org.warpath.api.client.query.VertexRef;
import org.warpath.api.client.query.WidestQuery;

/** Algorithms on one graph, in each of the contract's modes. */
record Algorithms(Transport transport, String graph) {

  <A extends Answer> A top(AlgorithmQuery<A, ?> query) {
    return answer(query, onTop(query));
  }

  <A extends Answer> A stats(AlgorithmQuery<A, ?> query) {
    return answer(query, inMode(query, "stats"));
  }

  <A extends Answer> A store(VertexQuery<A, ?> query, String vector) {
    return answer(query, stored(query, vector));
  }

  <T> T stream(VertexQuery<?, ?> query, StreamFormat<T> format) {
    return submission()
        .answer(
            call(query, inMode(query, "stream")).safe(),
            format.mediaType,
            format.reading(meaning(query)));
  }

  <A extends Answer> JobHandle<A> submit(AlgorithmQuery<A, ?> query) {
    return submit(query, onTop(query));
  }

  <A extends Answer> JobHandle<A> submitStore(VertexQuery<A, ?> query, String vector) {
    return submit(query, stored(query, vector));
  }

  <T> JobHandle<T> submitStream(VertexQuery<?, ?> query, StreamFormat<T> format) {
    return submission()
        .job(
            call(query, inMode(query, "stream")), format.mediaType, format.reading(meaning(query)));
  }

  Estimate estimate(AlgorithmQuery<?, ?> query) {
    return transport.json(
        Call.post("v1", "graphs", graph, query.algorithm(), "estimate").json(query).safe(),
        Estimate.class);
  }

  private <A extends Answer> A answer(AlgorithmQuery<A, ?> query, Map<String, Object> body) {
    return submission()
        .answer(call(query, body).safe(), Call.JSON, Reading.json(query.answerType()));
  }

  private <A extends Answer> JobHandle<A> submit(
      AlgorithmQuery<A, ?> query, Map<String, Object> body) {
    return submission().job(call(query, body), Call.JSON, Reading.json(query.answerType()));
  }

  private Submission submission() {
    return new Submission(transport);
  }

  private Call call(AlgorithmQuery<?, ?> query, Map<String, Object> body) {
    return Call.post("v1", "graphs", graph, query.algorithm()).json(body);
  }

  private static Map<String, Object> inMode(AlgorithmQuery<?, ?> query, String mode) {
    Map<String, Object> body = new LinkedHashMap<>(query.values());
    body.put("mode", mode);
    return body;
  }

  // A search for a path ends at its target, unless it is said that a top is wanted.
  private static Map<String, Object> onTop(AlgorithmQuery<?, ?> query) {
    return query.values().containsKey("top") ? inMode(query, "top") : query.values();
  }

  private static Map<String, Object> stored(VertexQuery<?, ?> query, String vector) {
    Map<String, Object> body = inMode(query, "store");
    body.put("store", vector);
    return body;
  }

  private RowMeaning meaning(VertexQuery<?, ?> query) {
    return switch (query) {
      case SsspQuery _, BfsQuery _ -> RowMeaning.DISTANCE;
      // The source alone is infinitely wide, so its number has to be known.
      case WidestQuery widest -> RowMeaning.width(number(widest.source()));
      default -> RowMeaning.AS_TOLD;
    };
  }

  private int number(VertexRef ref) {
    Integer number = ref.number();
    return number != null
        ? number
        : transport
            .json(Call.get("v1", "graphs", graph, "vertices", ref.toString()), Vertex.class)
            .vertex();
  }
}
