package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"
)

const maxBody = 1 << 20

// readBody gives the bytes of a body that is not too large.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	return io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
}

// decode reads one JSON document; unknown members are refused where the contract closes the object.
func decode(body []byte, value any, closed bool) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if closed {
		decoder.DisallowUnknownFields()
	}
	var wrong *json.UnmarshalTypeError
	switch err := decoder.Decode(value); {
	case err == nil:
	case errors.As(err, &wrong):
		pointer := "/" + strings.ReplaceAll(wrong.Field, ".", "/")
		return breaksContract([]violation{{"body", pointer, "type", "is a " + wrong.Value}})
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		return breaksContract([]violation{{"body", "", "additionalProperties", err.Error()}})
	default:
		return malformed
	}
	if _, err := decoder.Token(); err != io.EOF {
		return malformed
	}
	return nil
}

// checks collects what breaks the contract.
type checks []violation

func (c *checks) that(holds bool, pointer, keyword, message string) {
	if !holds {
		*c = append(*c, violation{"body", pointer, keyword, message})
	}
}

func (c *checks) whole(value *int64, pointer string, lowest, highest int64) {
	if value != nil {
		c.that(*value >= lowest, pointer, "minimum", "is too small")
		c.that(*value <= highest, pointer, "maximum", "is too large")
	}
}

func (c *checks) number(value *json.Number, pointer string, lowest, highest float64) {
	if value != nil {
		read, err := value.Float64()
		c.that(err == nil && read >= lowest, pointer, "minimum", "is too small")
		c.that(err == nil && read <= highest, pointer, "maximum", "is too large")
	}
}

func (c *checks) text(value *string, pointer string, longest int) {
	if value != nil {
		c.that(utf8.RuneCountInString(*value) <= longest, pointer, "maxLength", "is too long")
	}
}

func (c *checks) oneOf(value *string, pointer string, known ...string) {
	if value == nil {
		return
	}
	for _, one := range known {
		if *value == one {
			return
		}
	}
	c.that(false, pointer, "enum", "is none of "+strings.Join(known, ", "))
}

func (c checks) result() error {
	if len(c) > 0 {
		return breaksContract(c)
	}
	return nil
}

type saveTestRequest struct {
	TelegramID *int64          `json:"telegram_id"`
	FirstName  *string         `json:"first_name"`
	LastName   *string         `json:"last_name"`
	Username   *string         `json:"username"`
	Answers    json.RawMessage `json:"answers"`
}

type answers struct {
	Age                *int64       `json:"age"`
	Gender             *string      `json:"gender"`
	Weight             *json.Number `json:"weight"`
	Height             *int64       `json:"height"`
	TargetWeight       *json.Number `json:"target_weight"`
	ActivityLevel      *string      `json:"activity_level"`
	Goal               *string      `json:"goal"`
	TrainingLevel      *string      `json:"training_level"`
	Goals              []string     `json:"goals"`
	HealthRestrictions []string     `json:"health_restrictions"`
	CurrentBodyType    *int64       `json:"current_body_type"`
	IdealBodyType      *int64       `json:"ideal_body_type"`
	Timezone           *string      `json:"timezone"`
	DietType           *string      `json:"diet_type"`
	MealsPerDay        *int64       `json:"meals_per_day"`
	Allergies          []string     `json:"allergies"`
	DislikedFood       *string      `json:"disliked_food"`
	Supplements        *string      `json:"supplements"`
}

var timezonePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._+-]*(/[A-Za-z0-9._+-]+)*$`)

// readSaveTest decodes and checks a body; the answers are also kept as they came.
func readSaveTest(body []byte) (saveTestRequest, answers, error) {
	var request saveTestRequest
	var given answers
	if err := decode(body, &request, true); err != nil {
		return request, given, err
	}
	if len(request.Answers) == 0 || string(request.Answers) == "null" {
		request.Answers = json.RawMessage("{}")
	}
	if err := decode(request.Answers, &given, false); err != nil {
		return request, given, err
	}
	var c checks
	c.that(request.TelegramID != nil, "", "required", "telegram_id is missing")
	c.whole(request.TelegramID, "/telegram_id", 1, 1<<63-1)
	c.text(request.FirstName, "/first_name", 255)
	c.text(request.LastName, "/last_name", 255)
	c.text(request.Username, "/username", 255)
	given.check(&c)
	return request, given, c.result()
}

func (a *answers) check(c *checks) {
	c.whole(a.Age, "/answers/age", 10, 120)
	c.oneOf(a.Gender, "/answers/gender", "male", "female")
	c.number(a.Weight, "/answers/weight", 20, 300)
	c.whole(a.Height, "/answers/height", 100, 250)
	c.number(a.TargetWeight, "/answers/target_weight", 20, 300)
	c.oneOf(a.ActivityLevel, "/answers/activity_level", "minimal", "low", "medium", "high")
	c.oneOf(a.Goal, "/answers/goal", "weight_loss", "weight_gain", "maintenance", "fat_loss", "muscle_gain")
	c.oneOf(a.TrainingLevel, "/answers/training_level", "beginner", "intermediate", "advanced", "home")
	c.whole(a.CurrentBodyType, "/answers/current_body_type", 1, 10)
	c.whole(a.IdealBodyType, "/answers/ideal_body_type", 1, 10)
	c.text(a.Timezone, "/answers/timezone", 100)
	if a.Timezone != nil {
		c.that(timezonePattern.MatchString(*a.Timezone), "/answers/timezone", "pattern", "is no time zone")
	}
	if len(*c) == 0 && a.Weight != nil && a.TargetWeight != nil {
		apart := new(big.Rat).Sub(exactly(*a.Weight), exactly(*a.TargetWeight))
		c.that(apart.Abs(apart).Cmp(leastApart) >= 0, "/answers/target_weight", "difference",
			"differs from weight by less than 0.1")
	}
}

var leastApart = big.NewRat(1, 10)

// exactly is a number that has been found within its range, so its exponent is small or its digits are many.
func exactly(number json.Number) *big.Rat {
	value, _ := new(big.Rat).SetString(number.String())
	return value
}

type loginRequest struct {
	InitData      string `json:"initData"`
	InitDataAlias string `json:"init_data"`
}

// What an update has at most one of.
var payloads = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`message edited_message channel_post edited_channel_post business_connection
		business_message edited_business_message deleted_business_messages guest_message message_reaction
		message_reaction_count inline_query chosen_inline_result callback_query shipping_query pre_checkout_query
		purchased_paid_media poll poll_answer my_chat_member chat_member chat_join_request chat_boost
		removed_chat_boost managed_bot`) {
		payloads[name] = true
	}
}

// readUpdate gives the id of an update, whose payload is read when it is processed.
func readUpdate(body []byte) (int64, error) {
	var members map[string]json.RawMessage
	if err := decode(body, &members, false); err != nil {
		return 0, err
	}
	var c checks
	found := 0
	for name := range members {
		if payloads[name] {
			found++
		}
	}
	c.that(found <= 1, "", "oneOf", "an update has at most one payload")
	var id *int64
	if raw, exists := members["update_id"]; !exists || json.Unmarshal(raw, &id) != nil || id == nil {
		c.that(false, "/update_id", "required", "is missing or no whole number")
	}
	c.whole(id, "/update_id", 0, 1<<63-1)
	if err := c.result(); err != nil {
		return 0, err
	}
	return *id, nil
}
