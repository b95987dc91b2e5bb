package io.desifans.projection;

import static io.desifans.db.Tables.CREATOR;
import static io.desifans.db.Tables.MEMBERSHIP;
import static io.desifans.db.Tables.POST;
import static io.desifans.db.Tables.POST_COMMENT;
import static io.desifans.db.Tables.POST_LIKE;
import static io.desifans.db.Tables.POST_MEMBERSHIP;
import static io.desifans.db.Tables.USER;
import static io.desifans.projection.Scripted.AT;

import io.desifans.content.PostType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A history without sense: rows come before their parents, go and are changed when they are gone. No key is inserted while
 * it is there.
 */
final class RandomHistory {

    private final Random random;
    private final List<String> users =
            IntStream.range(0, 30).mapToObj(i -> "user" + i).toList();
    private final List<UUID> posts = IntStream.range(0, 40).mapToObj(this::uuid).toList();
    private final List<UUID> tiers =
            IntStream.range(100, 115).mapToObj(this::uuid).toList();
    private final List<UUID> comments =
            IntStream.range(200, 500).mapToObj(this::uuid).toList();
    private final List<String> newUsers = new ArrayList<>(users);
    private final List<String> newCreators = new ArrayList<>(users);
    private final List<UUID> newPosts = new ArrayList<>(posts);
    private final List<UUID> newTiers = new ArrayList<>(tiers);
    private final List<UUID> newComments = new ArrayList<>(comments);
    private int answers;

    RandomHistory(long seed) {
        random = new Random(seed);
    }

    void writeTo(ScriptedLog log, int events) {
        writeTo(log, events, Integer.MAX_VALUE);
    }

    /** @param broken at every so manieth event the projector throws */
    void writeTo(ScriptedLog log, int events, int broken) {
        for (int i = 0; i < events; i++) {
            List<Consumer<RowChanges>> changes = new ArrayList<>();
            if (i % broken == broken - 1) changes.add(Rows.broken());
            for (int n = random.nextInt(3); n >= 0; n--) changes.add(change());
            log.add("event" + i, rows -> changes.forEach(change -> change.accept(rows)));
        }
    }

    private Consumer<RowChanges> change() {
        return switch (random.nextInt(24)) {
            case 0, 1 -> newUsers.isEmpty() ? change() : user(take(newUsers));
            case 2, 3 -> newCreators.isEmpty() ? change() : creator(take(newCreators));
            case 4, 5 -> newPosts.isEmpty() ? change() : post(take(newPosts), any(users));
            case 6 -> newTiers.isEmpty() ? change() : tier(take(newTiers), any(users));
            case 7, 8, 9, 10 -> newComments.isEmpty() ? change() : comment(take(newComments));
            case 11, 12, 13 -> likedAnew(any(posts), any(users));
            case 14 -> unliked(any(posts), any(users));
            case 15 -> openedAnew(any(posts), any(tiers));
            case 16 -> caption(any(posts), "caption " + random.nextInt());
            case 17 -> price(any(tiers), random.nextInt(1000));
            case 18, 19 -> raised(any(tiers), random.nextInt(-50, 50));
            case 20 -> stepped(any(users));
            case 21 -> moved(any(tiers), any(users));
            case 22 -> gone(any(comments));
            default -> random.nextInt(12) == 0 ? userGone(any(users)) : postGone(any(posts));
        };
    }

    private Consumer<RowChanges> user(String id) {
        return rows -> rows.insert(USER, id)
                .set(USER.NAME, "name\tof\n" + id)
                .set(USER.EMAIL, id + "@example.org")
                .set(USER.EMAIL_VERIFIED, false)
                .set(USER.CREATED_AT, AT)
                .set(USER.UPDATED_AT, AT);
    }

    private Consumer<RowChanges> creator(String id) {
        Integer step = random.nextBoolean() ? null : 0;
        return rows -> rows.insert(CREATOR, id)
                .set(CREATOR.DISPLAY_NAME, "")
                .set(CREATOR.ONBOARDED, false)
                .set(CREATOR.USERNAME_LOCKED, false)
                .set(CREATOR.ONBOARDING_STEP, step)
                .set(CREATOR.CREATED_AT, AT)
                .set(CREATOR.UPDATED_AT, AT);
    }

    private Consumer<RowChanges> tier(UUID id, String creator) {
        return rows -> rows.insert(MEMBERSHIP, id)
                .set(MEMBERSHIP.CREATOR_ID, creator)
                .set(MEMBERSHIP.TITLE, "null")
                .set(MEMBERSHIP.DESCRIPTION, "\\N {\"a,b\"}")
                .set(MEMBERSHIP.MONTHLY_RECURRING_FEE, 100)
                .set(MEMBERSHIP.VISIBLE, true)
                .set(MEMBERSHIP.CREATED_AT, AT)
                .set(MEMBERSHIP.UPDATED_AT, AT);
    }

    private Consumer<RowChanges> post(UUID id, String creator) {
        return rows -> rows.insert(POST, id)
                .set(POST.CREATOR_ID, creator)
                .set(POST.POST_TYPE, PostType.EXCLUSIVE)
                .set(POST.IS_PINNED, false)
                .set(POST.CREATED_AT, AT)
                .set(POST.UPDATED_AT, AT);
    }

    private Consumer<RowChanges> comment(UUID id) {
        UUID post = any(posts);
        String user = any(users);
        UUID parent = random.nextInt(3) == 0 ? null : any(comments);
        return rows -> rows.insert(POST_COMMENT, id)
                .set(POST_COMMENT.POST_ID, post)
                .set(POST_COMMENT.USER_ID, user)
                .set(POST_COMMENT.CONTENT, "'")
                .set(POST_COMMENT.PARENT_COMMENT_ID, parent)
                .set(POST_COMMENT.CREATED_AT, AT)
                .set(POST_COMMENT.UPDATED_AT, AT);
    }

    private Consumer<RowChanges> likedAnew(UUID post, String user) {
        return rows -> {
            unliked(post, user).accept(rows);
            rows.insert(POST_LIKE, like(post, user))
                    .set(POST_LIKE.POST_ID, post)
                    .set(POST_LIKE.USER_ID, user)
                    .set(POST_LIKE.CREATED_AT, AT);
        };
    }

    private Consumer<RowChanges> unliked(UUID post, String user) {
        return rows -> rows.delete(POST_LIKE, like(post, user));
    }

    private Consumer<RowChanges> openedAnew(UUID post, UUID tier) {
        return rows -> {
            rows.delete(POST_MEMBERSHIP, post, tier);
            rows.insert(POST_MEMBERSHIP, post, tier);
        };
    }

    private Consumer<RowChanges> caption(UUID post, String caption) {
        return rows -> rows.update(POST, post).set(POST.CAPTION, caption);
    }

    private Consumer<RowChanges> price(UUID tier, int price) {
        return rows -> rows.update(MEMBERSHIP, tier).set(MEMBERSHIP.MONTHLY_RECURRING_FEE, price);
    }

    private Consumer<RowChanges> raised(UUID tier, int amount) {
        return rows -> rows.increment(MEMBERSHIP, tier).set(MEMBERSHIP.MONTHLY_RECURRING_FEE, amount);
    }

    private Consumer<RowChanges> stepped(String creator) {
        return step(creator).andThen(answered(creator));
    }

    private Consumer<RowChanges> step(String creator) {
        return rows -> rows.increment(CREATOR, creator).set(CREATOR.ONBOARDING_STEP, 1);
    }

    /** One name within the answers is set; every fifth time all are, every tenth there are none. */
    private Consumer<RowChanges> answered(String creator) {
        int turn = answers++;
        Map<String, Object> answer = Map.of("answer" + turn % 3, turn);
        Map<String, Object> replaced = turn % 10 == 0 ? null : answer;
        return turn % 5 == 0
                ? rows -> rows.update(CREATOR, creator).setJson(CREATOR.ONBOARDING_DATA, replaced)
                : rows -> rows.update(CREATOR, creator).merge(CREATOR.ONBOARDING_DATA, answer);
    }

    private Consumer<RowChanges> moved(UUID tier, String creator) {
        return rows -> rows.update(MEMBERSHIP, tier).set(MEMBERSHIP.CREATOR_ID, creator);
    }

    private Consumer<RowChanges> gone(UUID comment) {
        return rows -> rows.delete(POST_COMMENT, comment);
    }

    private Consumer<RowChanges> postGone(UUID post) {
        return rows -> rows.delete(POST, post);
    }

    private Consumer<RowChanges> userGone(String user) {
        return rows -> rows.delete(USER, user);
    }

    private UUID like(UUID post, String user) {
        return UUID.nameUUIDFromBytes((post + user).getBytes());
    }

    private UUID uuid(int i) {
        return UUID.nameUUIDFromBytes(("row" + i).getBytes());
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T take(List<T> values) {
        return values.remove(random.nextInt(values.size()));
    }
}
