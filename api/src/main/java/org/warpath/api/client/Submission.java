package org.warpath.api.client;

import java.io.InputStream;
import java.net.http.HttpResponse;
import org.warpath.api.client.answer.Job;

/** Runs what may be answered at once or become a job. */
record Submission(Transport transport) {
  private static final int ACCEPTED = 202;

  /** The answer, waited for if the call becomes a job. */
  <T> T answer(Call call, String mediaType, Reading<T> reading) {
    HttpResponse<InputStream> response = transport.send(call.accept(mediaType));
    return response.statusCode() == ACCEPTED
        ? handle(response, mediaType, reading).await().result()
        : Transport.read(response, reading);
  }

  /** The call as a job, however short it is. */
  <T> JobHandle<T> job(Call call, String mediaType, Reading<T> reading) {
    call.accept(mediaType).header("Prefer", "respond-async");
    return handle(transport.send(call), mediaType, reading);
  }

  private <T> JobHandle<T> handle(
      HttpResponse<InputStream> response, String mediaType, Reading<T> reading) {
    Job job = Transport.read(response, Reading.json(Job.class));
    return new JobHandle<>(transport, job.id(), mediaType, reading);
  }
}
