<?php
function plugin_orders()
{
    global $wpdb;
    $status = sanitize_text_field($_GET['status']);
    // ruleid: php-sql-injection
    $rows = $wpdb->get_results("SELECT * FROM {$wpdb->prefix}orders WHERE status = $status");
    // ok: php-sql-injection
    $safe = $wpdb->get_results($wpdb->prepare("SELECT * FROM {$wpdb->prefix}orders WHERE status = %s", $_GET['status']));
    $id = absint($_GET['id']);
    // ok: php-sql-injection
    $one = $wpdb->get_row("SELECT * FROM {$wpdb->prefix}orders WHERE id = $id");
    // ruleid: php-sql-injection
    $wpdb->query("DELETE FROM {$wpdb->prefix}orders WHERE id = " . $_POST['id']);
    $quoted = esc_sql($_GET['mail']);
    // ok: php-sql-injection
    $wpdb->query("DELETE FROM {$wpdb->prefix}orders WHERE mail = '$quoted'");
    return [$rows, $safe, $one];
}
