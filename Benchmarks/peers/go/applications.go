package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v4"
)

const (
	applicationColumns = `a.id, a.status, a.created_at, u.telegram_id, u.first_name, u.last_name, u.username,
		u.photo_url, u.ai_test_completed, u.recommended_calories, u.recommended_protein::text,
		u.recommended_fat::text, u.recommended_carbs::text`
	applicationTables = "FROM applications a JOIN users u ON u.id = a.user_id"
	totalEstimate     = "SELECT greatest(0, reltuples::bigint) FROM pg_class WHERE oid = 'applications'::regclass"
)

type application struct {
	ID              int64  `json:"id"`
	TelegramID      string `json:"telegram_id"`
	FirstName       string `json:"first_name"`
	LastName        string `json:"last_name"`
	Username        string `json:"username"`
	PhotoURL        string `json:"photo_url"`
	Status          string `json:"status"`
	DisplayName     string `json:"display_name"`
	AITestCompleted bool   `json:"ai_test_completed"`
	recommended
	Details   json.RawMessage `json:"details,omitempty"`
	CreatedAt time.Time       `json:"created_at"`
}

type pagination struct {
	Limit  int64   `json:"limit"`
	Offset int64   `json:"offset"`
	Total  int64   `json:"total"`
	Next   *string `json:"next,omitempty"`
}

type applicationsPage struct {
	Items      []application `json:"items"`
	Pagination pagination    `json:"pagination"`
}

type pageQuery struct {
	limit, offset, before int64
	status, search        string
	details               bool
}

func queryViolation(name, keyword string) error {
	return breaksContract([]violation{{"query", "/" + name, keyword, "is not what is accepted"}})
}

func readPageQuery(query url.Values) (pageQuery, error) {
	read := pageQuery{limit: 200, before: math.MaxInt64, status: query.Get("status"), search: query.Get("q")}
	for _, number := range []struct {
		name            string
		value           *int64
		lowest, highest int64
	}{{"limit", &read.limit, 1, 1000}, {"offset", &read.offset, 0, 1<<53 - 1}} {
		if !query.Has(number.name) {
			continue
		}
		value, err := strconv.ParseInt(query.Get(number.name), 10, 64)
		if err != nil || value < number.lowest || value > number.highest {
			return read, queryViolation(number.name, "range")
		}
		*number.value = value
	}
	if query.Has("status") && read.status != "new" && read.status != "viewed" && read.status != "contacted" {
		return read, queryViolation("status", "enum")
	}
	if query.Has("q") && (read.search == "" || utf8.RuneCountInString(read.search) > 100) {
		return read, queryViolation("q", "maxLength")
	}
	switch query.Get("include_details") {
	case "true":
		read.details = true
	case "", "false":
	default:
		return read, queryViolation("include_details", "type")
	}
	if query.Has("after") {
		raw, err := base64.URLEncoding.DecodeString(query.Get("after"))
		if err != nil || len(raw) != 9 || raw[0] != 1 || int64(binary.BigEndian.Uint64(raw[1:])) <= 0 {
			return read, queryViolation("after", "pattern")
		}
		read.before = int64(binary.BigEndian.Uint64(raw[1:]))
	}
	return read, nil
}

func cursor(id int64) string {
	raw := [9]byte{1}
	binary.BigEndian.PutUint64(raw[1:], uint64(id))
	return base64.URLEncoding.EncodeToString(raw[:])
}

// statements gives the page's and the total's statement, and the values of the conditions that both have.
func (q pageQuery) statements(estimate bool) (page, total string, values []any) {
	var conditions []string
	if q.status != "" {
		values = append(values, q.status)
		conditions = append(conditions, fmt.Sprintf("a.status = $%d", len(values)))
	}
	counted := "FROM applications a"
	if q.search != "" {
		values = append(values, "%"+q.search+"%", q.search)
		conditions = append(conditions, fmt.Sprintf(
			"((u.first_name || ' ' || u.last_name || ' ' || u.username) ILIKE $%d OR u.telegram_id::text = $%d)",
			len(values)-1, len(values)))
		counted = applicationTables // only a search by name needs the users to be counted
	}
	where := "true"
	if len(conditions) > 0 {
		where = strings.Join(conditions, " AND ")
	}
	columns := applicationColumns
	if q.details {
		columns += ", a.details"
	}
	total = fmt.Sprintf("SELECT count(*) %s WHERE %s", counted, where)
	if estimate && len(conditions) == 0 {
		total = totalEstimate
	}
	bound := len(values)
	page = fmt.Sprintf("SELECT %s %s WHERE %s AND a.id < $%d ORDER BY a.id DESC LIMIT $%d OFFSET $%d",
		columns, applicationTables, where, bound+1, bound+2, bound+3)
	return page, total, values
}

func (s *server) listApplications(w http.ResponseWriter, r *http.Request) error {
	if err := s.requireAdmin(r); err != nil {
		return err
	}
	query, err := readPageQuery(r.URL.Query())
	if err != nil {
		return err
	}
	pageStatement, totalStatement, values := query.statements(s.settings.estimatesTotal)
	// Both in one round trip.
	batch := &pgx.Batch{}
	batch.Queue(totalStatement, values...)
	batch.Queue(pageStatement, append(values, query.before, query.limit+1, query.offset)...)
	results := s.pool.SendBatch(r.Context(), batch)
	defer results.Close()
	page := applicationsPage{
		Items:      make([]application, 0, 21),
		Pagination: pagination{Limit: query.limit, Offset: query.offset},
	}
	if err := results.QueryRow().Scan(&page.Pagination.Total); err != nil {
		return err
	}
	rows, err := results.Query()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		item, err := scanApplication(rows, query.details)
		if err != nil {
			return err
		}
		page.Items = append(page.Items, item)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if int64(len(page.Items)) > query.limit {
		page.Items = page.Items[:query.limit]
		next := cursor(page.Items[query.limit-1].ID)
		page.Pagination.Next = &next
	}
	return sendJSON(w, http.StatusOK, page)
}

func scanApplication(rows pgx.Rows, details bool) (application, error) {
	var item application
	var telegramID int64
	columns := []any{
		&item.ID, &item.Status, &item.CreatedAt, &telegramID, &item.FirstName, &item.LastName, &item.Username,
		&item.PhotoURL, &item.AITestCompleted, &item.Calories, &item.Protein, &item.Fat, &item.Carbs,
	}
	if details {
		columns = append(columns, &item.Details)
	}
	if err := rows.Scan(columns...); err != nil {
		return item, err
	}
	item.TelegramID = strconv.FormatInt(telegramID, 10)
	item.DisplayName = displayName(item.FirstName, item.LastName, item.Username, telegramID)
	item.CreatedAt = item.CreatedAt.UTC()
	return item, nil
}
