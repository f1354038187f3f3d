package io.datastreamer.portal.notices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends notices to an organisation's webhook in the same way as documents go to RestAPI in Bulk: an array of JSON
 * objects, signed by Standard Webhooks, under the same rules for addresses.
 */
public final class NoticeHook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Integrations integrations;
    private final Duration deadline;

    /** @param deadline the integrations' deadline for an outcome, plus some seconds */
    public NoticeHook(Integrations integrations, Duration deadline) {
        this.integrations = integrations;
        this.deadline = deadline;
    }

    Sent send(long organisation, NoticeSettings settings, Notice notice) {
        try (Client client = integrations.open(settings.webhookOf(organisation))) {
            CompletableFuture<Outcome> done = new CompletableFuture<>();
            client.send(batch(organisation, notice), done::complete);
            Outcome outcome = done.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED
                    ? Sent.TAKEN
                    : Sent.notNow(outcome.error() == null ? "HTTP " + outcome.remoteStatus() : outcome.error());
        } catch (SettingsException e) {
            return Sent.notNow(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return Sent.notNow("504: no answer in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client never throws", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Sent.notNow("the portal is being stopped");
        }
    }

    private static Batch batch(long organisation, Notice notice) {
        List<Batch.Item> items = new ArrayList<>();
        for (Notice.Item item : notice.items()) {
            byte[] document = document(organisation, notice, item);
            items.add(new Batch.Item(item.id(), 0, "", document, 0, document.length, document.length, 0));
        }
        return new Batch(organisation, NoticeSettings.WEBHOOK_ID, RecordKind.EVENT, items);
    }

    private static byte[] document(long organisation, Notice notice, Notice.Item item) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", item.id());
        json.put("notice_type", item.kind().name());
        json.put("alert", item.kind() == NoticeKind.FAILING || item.kind() == NoticeKind.EXPIRING);
        json.put("description", NoticeLetter.sentence(item, "en"));
        json.put("timestamp", notice.at().toString());
        json.putObject("organisation").put("id", organisation);
        if (item.kind() == NoticeKind.TEST) {
            json.putNull("data_stream").putNull("detail");
        } else {
            json.putObject("data_stream")
                    .put("id", item.streamId())
                    .put("name", item.streamName())
                    .put("target", item.target());
            ObjectNode detail = json.putObject("detail");
            detail.put("since", text(item.since()));
            detail.put("remote_status", item.remoteStatus());
            detail.put("last_error", item.error());
            detail.put("pending", item.pending());
            detail.put("expires_at", text(item.expiresAt()));
            detail.put("takes_bytes", item.takesBytes());
            detail.put("takes_records", item.takesRecords());
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
